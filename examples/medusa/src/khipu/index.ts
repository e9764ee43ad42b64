import { ModuleProvider, Modules } from "@medusajs/utils";
import { KhipuProvider } from "./provider.js";

export default ModuleProvider(Modules.PAYMENT, { services: [KhipuProvider] });
