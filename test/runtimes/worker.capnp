using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "net", network = (allow = ["private", "local", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:WORKER_PORT", http = (), service = "main")],
);

# Without nodejs_compat: the package needs nothing of Node's here.
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.bundled.mjs")],
  compatibilityDate = "2026-01-01",
  globalOutbound = "net",
  bindings = [(name = "BASE_URL", text = "SERVER_URL")],
);
