"""DynamoDB as moto has it, on a port of the system's choice, which it prints.

One request after the other: moto undoes a transaction by putting its tables back as they were, so nothing may come
between.
"""

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

app = DomainDispatcherApplication(create_backend_app)
server = make_server("127.0.0.1", 0, app, threaded=False)
print(server.server_port, flush=True)
server.serve_forever()
