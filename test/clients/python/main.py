"""Creates, reads and deletes a payment with the generated client, and reads a notification."""

import os

from khipu_instant_payments_v3 import (
    ApiClient,
    Configuration,
    PaymentCreate,
    PaymentNotification,
    PaymentsApi,
)
from khipu_instant_payments_v3.exceptions import ApiException

configuration = Configuration(
    host=os.environ["KHIPU_URL"],
    api_key={"Api-Key": os.environ["KHIPU_API_KEY"]},
)

with ApiClient(configuration) as client:
    payments = PaymentsApi(client)
    created = payments.post_payment(
        PaymentCreate(amount=5900, currency="CLP", subject="Order 1042", transaction_id="1042")
    )
    print("created", created.payment_id)

    payment = payments.get_payment_by_id(created.payment_id)
    print("read", payment.subject, payment.status, payment.amount.actual_instance)

    payments.delete_payment_by_id(created.payment_id)
    print("deleted", created.payment_id)

    try:
        payments.delete_payment_by_id(created.payment_id)
    except ApiException as refusal:
        print("refused", refusal.status)

notification = PaymentNotification.from_json(os.environ["KHIPU_NOTIFICATION"])
print("notified", notification.payment_id, notification.amount)
