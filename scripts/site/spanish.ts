import type { Page } from "./guides.js";

/** What TypeDoc writes around the comments. The comments themselves are in English. */
const HEADINGS: Readonly<Record<string, string>> = {
  "Call Signature": "Firma",
  "Type Alias": "Tipo",
  "Type Aliases": "Tipos",
  "Type Declaration": "Declaración",
  "Type Parameters": "Parámetros de tipo",
  "Type Parameter": "Parámetro de tipo",
  "Index Signature": "Otras propiedades",
  "Default Value": "Valor por defecto",
  "Inherited from": "Heredado de",
  Class: "Clase",
  Classes: "Clases",
  Constructors: "Constructores",
  Constructor: "Constructor",
  Default: "Por defecto",
  Deprecated: "Obsoleto",
  Description: "Descripción",
  Example: "Ejemplo",
  Examples: "Ejemplos",
  Extends: "Extiende",
  Function: "Función",
  Functions: "Funciones",
  Implements: "Implementa",
  Interface: "Interfaz",
  Interfaces: "Interfaces",
  Methods: "Métodos",
  Modules: "Módulos",
  Parameters: "Parámetros",
  Parameter: "Parámetro",
  Properties: "Propiedades",
  Property: "Propiedad",
  Reference: "Referencia",
  References: "Referencias",
  Remarks: "Notas",
  Returns: "Devuelve",
  See: "Ver",
  Throws: "Errores",
  Type: "Tipo",
  Variable: "Variable",
  Variables: "Variables",
};
const WORDS = Object.keys(HEADINGS)
  .sort((a, b) => b.length - a.length)
  .join("|");
const HEADING = new RegExp(`^(#+ )(${WORDS})(?=$|:| \\()`, "gm");
const TABLE_HEAD = /^\|.*\|$(?=\n\| -)/gm;
const CELL = new RegExp(`(?<=\\| )(${WORDS})(?= \\|)`, "g");
const ROOT_LINK = /(?<=^\[)Reference(?=\]\()/;

/** A page of the reference for the Spanish half: its frame in Spanish, the comments as they are. */
export function inSpanish({ path, text }: Page): Page {
  const translated = text
    .replaceAll(HEADING, (_, marks: string, word: string) => marks + spanish(word))
    .replaceAll(TABLE_HEAD, (head) => head.replaceAll(CELL, spanish))
    .replace(ROOT_LINK, spanish)
    .replace(/^# Reference$/m, "# Referencia");
  return { path: `es/${path}`, text: translated };
}

function spanish(word: string): string {
  return HEADINGS[word] ?? word;
}
