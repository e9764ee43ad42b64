"""How long one read takes in Python: bare httpx, and khipu-python-sdk over it. Prints JSON; see python.ts."""

import gc
import importlib
import json
import sys
import time

import httpx

ORIGIN = "https://example.com"
PAYMENT_ID = "zfxnocsow6mz"
CALLS = 200


def main(payment, rounds):
    """Whoever answers does so at once and out of nothing, so that only the client's own work is left."""

    def answer(_request):
        return httpx.Response(200, content=payment, headers={"content-type": "application/json"})

    transport = httpx.MockTransport(answer)
    bare = httpx.Client(transport=transport, base_url=ORIGIN)
    package = "khipu_sdk._generated.instant_payments"
    client = importlib.import_module(package).Client(
        base_url=ORIGIN, headers={"x-api-key": "a-key"}, httpx_args={"transport": transport}
    )
    read = importlib.import_module(f"{package}.api.default.get_payment_by_id").sync_detailed
    if read(PAYMENT_ID, client=client).parsed is None:
        sys.exit("khipu-python-sdk does not read the payment")
    acts = {
        "bare httpx and json()": lambda: bare.get(f"/v3/payments/{PAYMENT_ID}").json(),
        "khipu-python-sdk": lambda: read(PAYMENT_ID, client=client),
    }
    best = {}
    gc.disable()
    for _ in range(rounds):
        for name, act in acts.items():
            best[name] = min(best.get(name, float("inf")), microseconds(act))
    print(json.dumps(best))


def microseconds(act):
    start = time.perf_counter()
    for _ in range(CALLS):
        act()
    return (time.perf_counter() - start) * 1e6 / CALLS


main(sys.stdin.read(), int(sys.argv[1]))
