import type { Language } from "./texts/index.js";

/** What can be bought. */
export interface Product {
  readonly id: string;
  /** Whole pesos. */
  readonly price: number;
  readonly grams: number;
  readonly initialStock: number;
  readonly name: Readonly<Record<Language, string>>;
  readonly origin: string;
  readonly description: Readonly<Record<Language, string>>;
}

/** A catalogue in code: a real shop has a table, and everything else of this example stays as it is. */
export const PRODUCTS: readonly Product[] = [
  {
    id: "boldo",
    price: 2490,
    grams: 40,
    initialStock: 24,
    name: { es: "Boldo", en: "Boldo" },
    origin: "Maule",
    description: {
      es: "Hojas enteras secadas a la sombra. Después de almuerzo, como en casa de la abuela.",
      en: "Whole leaves dried in the shade. For after lunch, as at grandmother's.",
    },
  },
  {
    id: "cedron",
    price: 2790,
    grams: 30,
    initialStock: 18,
    name: { es: "Cedrón", en: "Lemon verbena" },
    origin: "Limache",
    description: {
      es: "Fresco y cítrico. De noche, sin una gota de cafeína.",
      en: "Fresh and lemony. For the evening, without a drop of caffeine.",
    },
  },
  {
    id: "manzanilla",
    price: 1990,
    grams: 30,
    initialStock: 40,
    name: { es: "Manzanilla", en: "Chamomile" },
    origin: "Ñuble",
    description: {
      es: "Flores enteras, dulces y suaves, cosechadas a mano en diciembre.",
      en: "Whole flowers, sweet and mild, picked by hand in December.",
    },
  },
  {
    id: "rosa-mosqueta",
    price: 3290,
    grams: 80,
    initialStock: 12,
    name: { es: "Rosa mosqueta", en: "Rosehip" },
    origin: "Araucanía",
    description: {
      es: "Frutos rojos de la cordillera, ácidos y de un color que da gusto mirar.",
      en: "Red fruit from the mountains, tart, in a colour that is a joy to look at.",
    },
  },
  {
    id: "maqui",
    price: 4490,
    grams: 60,
    initialStock: 9,
    name: { es: "Té negro con maqui", en: "Black tea with maqui" },
    origin: "Los Ríos",
    description: {
      es: "Té negro de hoja entera con maqui deshidratado. Profundo y casi morado.",
      en: "Whole-leaf black tea with dried maqui berries. Deep, and nearly purple.",
    },
  },
  {
    id: "murta",
    price: 4690,
    grams: 60,
    initialStock: 3,
    name: { es: "Té verde con murta", en: "Green tea with murta" },
    origin: "Chiloé",
    description: {
      es: "La baya del sur con té verde. Perfumado, algo de frutilla, algo de bosque.",
      en: "The berry of the south with green tea. Scented: some strawberry, some forest.",
    },
  },
];

/** Finds a product by its id. */
export function findProduct(id: string): Product | undefined {
  return PRODUCTS.find((product) => product.id === id);
}
