# frozen_string_literal: true

# Does what it is told, line by line, with the generated client. Lines are JSON lists of texts.

require 'json'
require 'uri'
require 'khipu_instant_payments_v3'

$stdout.sync = true
Khipu = KhipuInstantPaymentsV3

Khipu.configure do |config|
  address = URI(ENV.fetch('KHIPU_URL'))
  config.scheme = address.scheme
  config.host = "#{address.host}:#{address.port}"
  # Without it the address is that of the document.
  config.server_index = nil
  config.api_key['x-api-key'] = ENV.fetch('KHIPU_API_KEY')
end

def answer(verb, *words)
  payments = Khipu::PaymentsApi.new
  case verb
  when 'banks'
    ['banks', Khipu::BanksApi.new.get_banks.banks.map(&:bank_id).join(',')]
  when 'create'
    amount, subject, transaction_id = words
    order = Khipu::PaymentCreate.new(
      amount: Float(amount), currency: 'CLP', subject: subject, transaction_id: transaction_id
    )
    ['created', payments.post_payment(order).payment_id]
  when 'read'
    payment = payments.get_payment_by_id(words[0])
    ['payment', payment.status, payment.status_detail, payment.amount, payment.subject, payment.transaction_id]
  when 'refund'
    id, amount = words
    part = amount == 'all' ? { type: 'full' } : { type: 'partial', amount: amount }
    Khipu::RefundsApi.new.post_refund(Khipu::RefundCreate.new(payment_id: id, **part))
    ['done']
  when 'void'
    payments.void_payment_by_id(words[0])
    ['done']
  when 'delete'
    payments.delete_payment_by_id(words[0])
    ['done']
  when 'notification'
    notification = Khipu::PaymentNotification.build_from_hash(JSON.parse(words[0], symbolize_names: true))
    ['notification', notification.payment_id, notification.amount]
  else
    raise ArgumentError, verb
  end
end

$stdin.each_line do |line|
  said = begin
    answer(*JSON.parse(line))
  rescue Khipu::ApiError => e
    ['refused', e.code.to_s]
  end
  puts JSON.generate(said)
end
