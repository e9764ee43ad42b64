"""Does what it is told, line by line, with khipu-python-sdk, which we did not make. Lines are JSON lists of texts."""

import dataclasses
import importlib
import json
import os
import pkgutil
import sys
import typing

from khipu_sdk import KhipuApiError, KhipuClient, KhipuConfig, KhipuResponseError

GENERATED = "khipu_sdk._generated"
URL = os.environ["KHIPU_URL"]
KEY = os.environ["KHIPU_API_KEY"]


def operations_of(api):
    """Every operation of an API by name, with the client that it takes."""
    client = importlib.import_module(f"{GENERATED}.{api}").Client(
        base_url=URL, headers={"x-api-key": KEY}
    )
    folder = importlib.import_module(f"{GENERATED}.{api}.api.default")
    for module in pkgutil.iter_modules(folder.__path__):
        yield module.name, (importlib.import_module(f"{folder.__name__}.{module.name}"), client)


OPERATIONS = dict([*operations_of("instant_payments"), *operations_of("automatic_payments")])
FACADE = KhipuClient(KhipuConfig(api_key=KEY, base_url=URL))


def call_operation(name, arguments):
    operation, client = OPERATIONS[name]
    if "body" in arguments:
        # Of "this model, or nothing" the model is meant.
        hint = typing.get_type_hints(operation.sync_detailed)["body"]
        choices = typing.get_args(hint) or (hint,)
        model = next(choice for choice in choices if hasattr(choice, "from_dict"))
        arguments["body"] = model.from_dict(arguments["body"])
    try:
        response = operation.sync_detailed(client=client, **arguments)
    except (KeyError, TypeError, ValueError) as unreadable:
        return ["unreadable", repr(unreadable)]
    # It has no model of most refusals.
    parsed = response.parsed
    body = parsed.to_dict() if hasattr(parsed, "to_dict") else json.loads(response.content)
    is_read = parsed is not None or response.status_code >= 400
    return [str(int(response.status_code)) if is_read else "not read", json.dumps(body)]


def call_facade(name, arguments):
    try:
        result = getattr(FACADE, name)(**arguments)
    except KhipuApiError as refusal:
        return [str(refusal.status_code), json.dumps(refusal.payload)]
    except KhipuResponseError as unreadable:
        return ["unreadable", repr(unreadable.__cause__)]
    fields = [field.name for field in dataclasses.fields(result) if field.name != "raw"]
    return ["done", json.dumps({name: getattr(result, name) for name in fields}, default=str)]


for line in sys.stdin:
    what, *words = json.loads(line)
    if what == "names":
        said = sorted(OPERATIONS)
    elif what == "operation":
        said = call_operation(words[0], json.loads(words[1]))
    elif what == "facade":
        said = call_facade(words[0], json.loads(words[1]))
    else:
        raise ValueError(what)
    print(json.dumps(said), flush=True)
