import { afterAll, beforeAll } from "@jest/globals";
import { Socket, type TcpSocketConnectOpts } from "node:net";

const HERE = /^(127\.0\.0\.1|localhost|::1|::ffff:127\.0\.0\.1)$/;
const { connect } = Socket.prototype;

// Tests talk to this machine only: no other name is looked up, and no other address is one.
beforeAll(() => {
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    const { host } = optionsIn(args);
    const isHere = host === undefined || HERE.test(host);
    Reflect.apply(connect, this, isHere ? args : [{ ...optionsIn(args), ...nowhere(host) }]);
    return this;
  };
});

afterAll(() => {
  Socket.prototype.connect = connect;
});

/** What Node's own callers give, as a list or not; nothing for a socket that is a file of this machine. */
function optionsIn([first, second]: readonly unknown[]): Partial<TcpSocketConnectOpts> {
  if (Array.isArray(first)) return optionsIn(first);
  if (typeof first === "object" && first !== null) return first;
  return typeof second === "string" ? { port: Number(first), host: second } : {};
}

/** Fails as an address does that cannot be reached. */
function nowhere(host: string): Partial<TcpSocketConnectOpts> {
  const refused = Object.assign(new Error(`not this machine: ${host}`), { code: "ENETUNREACH" });
  return { host: "not-this-machine", lookup: (_host, _options, done) => done(refused, "") };
}
