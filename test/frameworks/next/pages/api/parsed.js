import { nodeHandler } from "khipu-sdk/webhooks";
import { options } from "../../webhook.js";

export default nodeHandler(options());
