export {
  type NodeStatusHandler,
  nodeStatusHandler,
  type NodeStatusRequest,
  type NodeStatusResponse,
} from "./node.js";
export type { OrderStatus, StatusHandlerOptions, Unsubscribe } from "./options.js";
export { statusHandler } from "./web.js";
