import { nodeHandler } from "khipu-sdk/webhooks";
import { options } from "../../webhook.js";

export const config = { api: { bodyParser: false } };

export default nodeHandler(options());
