import { timesOfBareNode } from "../scripts/package/command-line.js";
import { filesUnder } from "../scripts/package/content.js";
import { installedPath, type Lab } from "../scripts/package/lab.js";
import { PYTHON_SDK } from "../scripts/package/python.js";
import { bundledSize, typesAdded } from "../scripts/package/sizes.js";
import { measureCalls } from "./calls.js";
import { measurePythonCalls } from "./python.js";
import { dependenciesOf, type Peer, PEERS_FOLDER } from "./peers.js";
import { measureStartup } from "./startup.js";
import { type Row, same, type Table } from "./tables.js";
import { measureNode, measureWeb } from "./verify.js";

const BYTES = [
  { en: "bytes, Node", es: "bytes, Node" },
  { en: "bytes, elsewhere", es: "bytes, en otra parte" },
];
const MINIFIED = {
  en: "What a bundler ships of a program that does this and nothing else: esbuild, minified, `gzip -9`. A dash where it cannot be bundled.",
  es: "Lo que un bundler entrega de un programa que hace esto y nada más: esbuild, minificado, `gzip -9`. Una raya donde no se puede.",
};

/** The sizes of bundles. */
export async function sizes(peers: readonly Peer[]): Promise<Table[]> {
  const table = async (title: Table["title"], program: "oneCall" | "verify"): Promise<Table> => ({
    ...{ title, how: MINIFIED, columns: BYTES, charted: 0 },
    rows: await Promise.all(
      peers.flatMap(({ name, folder, [program]: text }) =>
        text === undefined ? [] : [sizeOf(name, folder, text)],
      ),
    ),
  });
  return [
    await table({ en: "Size of one call", es: "Tamaño de una llamada" }, "oneCall"),
    await table({ en: "Size of verifying", es: "Tamaño de verificar" }, "verify"),
  ];
}

async function sizeOf(name: string, folder: string, program: string): Promise<Row> {
  const size = (platform: "node" | "browser") =>
    bundledSize(folder, program, platform).catch(() => undefined);
  return { name, values: [await size("node"), await size("browser")] };
}

/** What is on the disk after `npm install`. */
export function installs(peers: readonly Peer[]): Table {
  const rows = peers
    .filter(({ name, module }) => name === module && !name.includes("sdk/"))
    .map(({ name, folder }): Row => {
      const packages = dependenciesOf(folder, name);
      const files = packages.flatMap((each) => filesUnder(installedPath(folder, each)));
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      return { name, values: [bytes / 1000, packages.length - 1] };
    });
  return {
    title: { en: "Installed", es: "Instalado" },
    how: {
      en: "All files of the package and of everything that it depends on.",
      es: "Todos los archivos del paquete y de todo aquello de lo que depende.",
    },
    columns: [same("KB"), { en: "dependencies", es: "dependencias" }],
    rows,
    charted: 0,
  };
}

/** How long it takes to load, in a fresh process. */
export function startup(peers: readonly Peer[], runs: number): Table {
  const rows = [...measureStartup(peers, runs)].map(([{ name }, least]): Row => {
    return { name, values: [least.require, least.import, least.construct], digits: 2 };
  });
  return {
    title: { en: "Start-up", es: "Arranque" },
    how: {
      en: `Milliseconds in a fresh process, the least of ${runs} that take turns. Node 20 cannot require what is only an ES module.`,
      es: `Milisegundos en un proceso nuevo, el menor de ${runs} que se turnan. Node 20 no puede hacer require de lo que es solo un módulo ES.`,
    },
    columns: [same("require"), same("import"), { en: "new client", es: "cliente nuevo" }],
    rows,
    charted: 1,
  };
}

/** What a call costs beside a bare `fetch`. */
export async function calls(peers: readonly Peer[], rounds: number): Promise<Table> {
  return {
    title: { en: "A call", es: "Una llamada" },
    how: {
      en: `Microseconds for one read of 1 KB from a \`fetch\` that answers at once, the least of ${rounds} rounds of 2,000 that take turns.`,
      es: `Microsegundos de una lectura de 1 KB desde un \`fetch\` que responde al instante, el menor de ${rounds} rondas de 2.000 que se turnan.`,
    },
    ...besideTheFirst(await measureCalls(peers, rounds)),
    charted: 1,
  };
}

/** The same for the client that others made in Python, beside what it is built on. */
export async function pythonCalls(rounds: number): Promise<Table> {
  return {
    title: { en: "A call in Python", es: "Una llamada en Python" },
    how: {
      en: `${PYTHON_SDK}, over an httpx that answers at once: microseconds for one read of a payment, the least of ${rounds} rounds of 200 that take turns.`,
      es: `${PYTHON_SDK}, sobre un httpx que responde al instante: microsegundos de una lectura de un cobro, el menor de ${rounds} rondas de 200 que se turnan.`,
    },
    ...besideTheFirst(await measurePythonCalls(rounds)),
  };
}

/** The first is the bare code. */
function besideTheFirst(best: ReadonlyMap<string, number>): Pick<Table, "columns" | "rows"> {
  const [bare = NaN] = best.values();
  return {
    columns: [same("µs"), { en: "µs over bare", es: "µs sobre lo mínimo" }],
    rows: [...best].map(([name, us]): Row => ({ name, values: [us, us - bare], digits: 1 })),
  };
}

/** What verifying costs, with both implementations of cryptography. */
export async function verifying(lab: Lab, rounds: number): Promise<Table[]> {
  const table = (title: Table["title"], of: Map<string, number>): Table => {
    return {
      title,
      how: {
        en: `Microseconds to verify and parse 1 KB, the median of ${rounds} rounds that take turns; headers as the platform hands them over. Whoever returns a value is not awaited. Beside the bare code for the same kind of body: 1 is as fast, less is slower.`,
        es: `Microsegundos para verificar y leer 1 KB, la mediana de ${rounds} rondas que se turnan; las cabeceras, como las entrega la plataforma. A quien devuelve un valor no se le espera. Frente a lo mínimo con la misma clase de cuerpo: 1 es igual de rápido, menos es más lento.`,
      },
      columns: [same("µs"), { en: "x bare", es: "x lo mínimo" }],
      rows: [...of].map(([name, us]): Row => ({
        name,
        values: [us, bareOf(name, of) / us],
        digits: 2,
      })),
    };
  };
  const node = table(
    { en: "Verifying on Node", es: "Verificar en Node" },
    await measureNode(lab, PEERS_FOLDER, rounds),
  );
  return [
    { ...node, charted: 0 },
    table(
      { en: "Verifying with WebCrypto", es: "Verificar con WebCrypto" },
      await measureWeb(lab, rounds),
    ),
  ];
}

/** The bare code that takes a Buffer too, where there is one; otherwise what takes text. */
function bareOf(name: string, of: ReadonlyMap<string, number>): number {
  const bare = [...of].filter(([each]) => each.startsWith("bare"));
  const kind = bare.find(([each]) => each.endsWith("Buffer") && name.endsWith("Buffer"));
  return (kind ?? bare[0])?.[1] ?? NaN;
}

/** How many types a program gets. */
export function types(peers: readonly Peer[]): Table {
  return {
    title: { en: "Types", es: "Tipos" },
    how: {
      en: "Types that the compiler has to make for one call, more than for an empty program.",
      es: "Tipos que el compilador crea para una llamada, además de los de un programa vacío.",
    },
    columns: [{ en: "types", es: "tipos" }],
    rows: peers.flatMap(({ name, folder, typed }): Row[] =>
      typed === undefined ? [] : [{ name, values: [typesAdded(folder, typed)] }],
    ),
  };
}

/** How fast the command line starts. */
export function commandLine(lab: Lab): Table {
  return {
    title: { en: "The command line", es: "La línea de comandos" },
    how: {
      en: "`khipu --help` beside a Node that does nothing; the least of each, which take turns.",
      es: "`khipu --help` frente a un Node que no hace nada; lo menor de cada uno, que se turnan.",
    },
    columns: [{ en: "times", es: "veces" }],
    rows: [{ name: "khipu --help", values: [timesOfBareNode(lab)], digits: 2 }],
  };
}
