import { webhookHandler } from "khipu-sdk/webhooks";
import { options } from "../../webhook.js";

export const POST = webhookHandler(options());
