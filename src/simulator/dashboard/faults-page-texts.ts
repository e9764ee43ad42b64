import type { FaultKind, FaultScope, ParameterName } from "../faults/catalogue.js";

/** What the page of faults says; one word for each thing of the catalogue. */
export interface FaultTexts {
  readonly faultsHint: string;
  readonly active: string;
  readonly noFaults: string;
  readonly left: string;
  readonly endless: string;
  readonly takeBack: string;
  readonly takenBack: string;
  readonly alreadySpent: string;
  readonly planned: string;
  readonly plan: string;
  readonly planOne: string;
  readonly ofScope: Readonly<Record<FaultScope, string>>;
  readonly anyOperation: string;
  readonly kinds: Readonly<Record<FaultKind, string>>;
  readonly parameters: Readonly<Record<ParameterName, string>>;
  readonly parameterHints: Readonly<Partial<Record<ParameterName, string>>>;
}

/** What it says in Spanish. */
export const faultsEs: FaultTexts = {
  faultsHint:
    "Lo que sale mal a propósito. Cada falla se gasta sola, salvo que tenga una probabilidad.",
  active: "Fallas activas",
  noFaults: "No hay fallas planeadas: todo funciona.",
  left: "Quedan",
  endless: "sin fin",
  takeBack: "Quitar",
  takenBack: "La falla ya no está.",
  alreadySpent: "Esa falla ya se había gastado.",
  planned: "La falla está planeada.",
  plan: "Planear",
  planOne: "Planear una falla",
  ofScope: {
    request: "De peticiones a la API",
    notification: "De notificaciones",
    charge: "De cargos a suscripciones",
  },
  anyOperation: "Cualquiera",
  kinds: {
    latency: "La respuesta tarda más",
    "rate-limit": "429 con Retry-After",
    "server-error": "500, u otro 5xx, con el cuerpo de error de Khipu",
    html: "HTML, como respondería una máquina delante de Khipu",
    "cut-body": "La respuesta se corta a la mitad; la petición tuvo efecto",
    reset: "La conexión se corta antes de responder",
    "late-notification": "El primer intento llega tarde",
    "duplicate-notification": "El primer intento se hace varias veces a la vez",
    "reordered-notification": "Espera a que otra notificación pase primero",
    "forged-notification": "Un intento va firmado con un secreto equivocado",
    "lost-notification": "No se envía nunca, salvo que la reenvíes",
    "failed-charge": "El cargo se acepta y falla al hacerlo",
  },
  parameters: {
    delayMs: "Demora (ms)",
    retryAfterSeconds: "Retry-After (s)",
    tookEffect: "Tuvo efecto igual",
    status: "Status HTTP",
    copies: "Copias",
    atMostMs: "A lo más (ms)",
    message: "Mensaje de error",
    operation: "Operación",
    api: "API",
    about: "Sobre",
    times: "Veces",
    chance: "Probabilidad",
  },
  parameterHints: {
    about: "Id del pago, la suscripción o el cargo; vacío: cualquiera",
    times: "Vacío: una, o sin fin si hay probabilidad",
    chance: "De 0 a 1; vacío: siempre",
  },
};

/** What it says in English. */
export const faultsEn: FaultTexts = {
  faultsHint:
    "What goes wrong on purpose. Each fault is used up by itself, unless it has a chance.",
  active: "Active faults",
  noFaults: "No faults are planned: everything works.",
  left: "Left",
  endless: "endless",
  takeBack: "Take back",
  takenBack: "The fault is gone.",
  alreadySpent: "That fault was used up already.",
  planned: "The fault is planned.",
  plan: "Plan",
  planOne: "Plan a fault",
  ofScope: {
    request: "Of API requests",
    notification: "Of notifications",
    charge: "Of charges to subscriptions",
  },
  anyOperation: "Any",
  kinds: {
    latency: "The answer takes longer",
    "rate-limit": "429 with Retry-After",
    "server-error": "500, or another 5xx, with Khipu's error body",
    html: "HTML, as a machine in front of Khipu would answer",
    "cut-body": "The answer breaks off half way; the request took effect",
    reset: "The connection is cut before any answer",
    "late-notification": "The first attempt is late",
    "duplicate-notification": "The first attempt is made several times at once",
    "reordered-notification": "It waits for another notification to go first",
    "forged-notification": "An attempt is signed with a wrong secret",
    "lost-notification": "It is never sent, unless you resend it",
    "failed-charge": "The charge is taken, and fails when it is made",
  },
  parameters: {
    delayMs: "Delay (ms)",
    retryAfterSeconds: "Retry-After (s)",
    tookEffect: "Took effect all the same",
    status: "HTTP status",
    copies: "Copies",
    atMostMs: "At most (ms)",
    message: "Error message",
    operation: "Operation",
    api: "API",
    about: "About",
    times: "Times",
    chance: "Chance",
  },
  parameterHints: {
    about: "Id of the payment, subscription or charge; empty: any",
    times: "Empty: once, or without end if there is a chance",
    chance: "From 0 to 1; empty: always",
  },
};
