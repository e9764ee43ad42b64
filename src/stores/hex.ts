/** The bytes of a text in UTF-8, as hexadecimal digits: nothing in them can end a text of SQL. */
export function hexOf(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
