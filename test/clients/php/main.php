<?php

// Does what it is told, line by line, with the generated client. Lines are JSON lists of texts.

declare(strict_types=1);

use Khipu\InstantPaymentsV3\Api\BanksApi;
use Khipu\InstantPaymentsV3\Api\PaymentsApi;
use Khipu\InstantPaymentsV3\Api\RefundsApi;
use Khipu\InstantPaymentsV3\ApiException;
use Khipu\InstantPaymentsV3\Configuration;
use Khipu\InstantPaymentsV3\Model\PaymentCreate;
use Khipu\InstantPaymentsV3\Model\PaymentNotification;
use Khipu\InstantPaymentsV3\Model\RefundCreate;
use Khipu\InstantPaymentsV3\ObjectSerializer;

require __DIR__ . '/autoload.php';

// What is printed is the answer, so that notices must go elsewhere.
ini_set('display_errors', 'stderr');
autoloadClient('Khipu\\InstantPaymentsV3\\', $argv[1]);

function answer(Configuration $configuration, string $verb, string ...$words): array
{
    $payments = new PaymentsApi(null, $configuration);
    switch ($verb) {
        case 'banks':
            $banks = (new BanksApi(null, $configuration))->getBanks()->getBanks();
            return ['banks', implode(',', array_map(fn ($bank) => $bank->getBankId(), $banks))];
        case 'create':
            [$amount, $subject, $transaction] = $words;
            $order = new PaymentCreate([
                'amount' => (float) $amount,
                'currency' => 'CLP',
                'subject' => $subject,
                'transaction_id' => $transaction,
            ]);
            return ['created', $payments->postPayment($order)->getPaymentId()];
        case 'read':
            $payment = $payments->getPaymentById($words[0]);
            return [
                'payment',
                $payment->getStatus(),
                $payment->getStatusDetail(),
                $payment->getAmount(),
                $payment->getSubject(),
                $payment->getTransactionId(),
            ];
        case 'refund':
            [$id, $amount] = $words;
            $part = $amount === 'all' ? ['type' => 'full'] : ['type' => 'partial', 'amount' => $amount];
            (new RefundsApi(null, $configuration))->postRefund(new RefundCreate(['payment_id' => $id, ...$part]));
            return ['done'];
        case 'void':
            $payments->voidPaymentById($words[0]);
            return ['done'];
        case 'delete':
            $payments->deletePaymentById($words[0]);
            return ['done'];
        case 'notification':
            $body = json_decode($words[0]);
            $notification = ObjectSerializer::deserialize($body, PaymentNotification::class);
            return ['notification', $notification->getPaymentId(), $notification->getAmount()];
        default:
            throw new InvalidArgumentException($verb);
    }
}

$configuration = (new Configuration())
    ->setHost(getenv('KHIPU_URL'))
    ->setApiKey('x-api-key', getenv('KHIPU_API_KEY'));
while (($line = fgets(STDIN)) !== false) {
    try {
        $said = answer($configuration, ...json_decode($line));
    } catch (ApiException $refusal) {
        $said = ['refused', (string) $refusal->getCode()];
    }
    echo json_encode($said, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE), "\n";
}
