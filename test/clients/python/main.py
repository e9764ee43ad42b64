"""Does what it is told, line by line, with the generated client. Lines are JSON lists of texts."""

import json
import os
import sys

from khipu_instant_payments_v3 import (
    ApiClient,
    BanksApi,
    Configuration,
    PaymentCreate,
    PaymentNotification,
    PaymentsApi,
    RefundCreate,
    RefundsApi,
)
from khipu_instant_payments_v3.exceptions import ApiException

configuration = Configuration(
    host=os.environ["KHIPU_URL"],
    api_key={"Api-Key": os.environ["KHIPU_API_KEY"]},
)


def answer(client, verb, *words):
    payments = PaymentsApi(client)
    if verb == "banks":
        return ["banks", ",".join(bank.bank_id for bank in BanksApi(client).get_banks().banks)]
    if verb == "create":
        amount, subject, transaction_id = words
        order = PaymentCreate(
            amount=float(amount), currency="CLP", subject=subject, transaction_id=transaction_id
        )
        return ["created", payments.post_payment(order).payment_id]
    if verb == "read":
        payment = payments.get_payment_by_id(words[0])
        amount = str(payment.amount)
        texts = [payment.subject, payment.transaction_id]
        return ["payment", payment.status, payment.status_detail, amount, *texts]
    if verb == "refund":
        id, amount = words
        part = {"type": "full"} if amount == "all" else {"type": "partial", "amount": amount}
        RefundsApi(client).post_refund(RefundCreate(payment_id=id, **part))
        return ["done"]
    if verb == "void":
        payments.void_payment_by_id(words[0])
        return ["done"]
    if verb == "delete":
        payments.delete_payment_by_id(words[0])
        return ["done"]
    if verb == "notification":
        notification = PaymentNotification.from_json(words[0])
        return ["notification", notification.payment_id, notification.amount]
    raise ValueError(verb)


with ApiClient(configuration) as client:
    for line in sys.stdin:
        try:
            said = answer(client, *json.loads(line))
        except ApiException as refusal:
            said = ["refused", str(refusal.status)]
        print(json.dumps(said), flush=True)
