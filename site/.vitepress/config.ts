import { readFileSync } from "node:fs";
import { defineConfig, type DefaultTheme, type LocaleSpecificConfig } from "vitepress";

/** What `scripts/site` writes beside the pages. */
interface Written {
  readonly version: string;
  readonly base: string;
  readonly repository?: string;
  readonly sidebar: { readonly en: DefaultTheme.Sidebar; readonly es: DefaultTheme.Sidebar };
}

const written = JSON.parse(
  readFileSync(new URL("../.cache/site.json", import.meta.url), "utf8"),
) as Written;
const { version, base, repository } = written;

/** Nobody who looks for "devolución" has to type the accent. */
const plain = (term: string) => term.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

/** The anchors of GitHub, so that a link leads to the same heading in both places. */
const slugify = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");

const english: LocaleSpecificConfig<DefaultTheme.Config> & { label: string } = {
  label: "English",
  lang: "en",
  themeConfig: {
    nav: [
      { text: "Start", link: "/start" },
      { text: "Guides", link: "/guides/", activeMatch: "^/guides/" },
      { text: "Reference", link: "/reference/", activeMatch: "^/reference/" },
      { text: `v${version}`, link: "/changelog" },
    ],
    sidebar: written.sidebar.en,
  },
};

const spanish: LocaleSpecificConfig<DefaultTheme.Config> & { label: string } = {
  label: "Español",
  lang: "es",
  description:
    "Khipu para TypeScript: crear pagos, verificar notificaciones, saldar cada pedido una vez.",
  themeConfig: {
    nav: [
      { text: "Empezar", link: "/es/start" },
      { text: "Guías", link: "/es/guides/", activeMatch: "^/es/guides/" },
      { text: "Referencia", link: "/es/reference/", activeMatch: "^/es/reference/" },
      { text: `v${version}`, link: "/es/changelog" },
    ],
    sidebar: written.sidebar.es,
    outline: { level: [2, 3], label: "En esta página" },
    docFooter: { prev: "Anterior", next: "Siguiente" },
    darkModeSwitchLabel: "Aspecto",
    lightModeSwitchTitle: "Pasar al tema claro",
    darkModeSwitchTitle: "Pasar al tema oscuro",
    sidebarMenuLabel: "Menú",
    returnToTopLabel: "Volver arriba",
    langMenuLabel: "Cambiar de idioma",
    skipToContentLabel: "Ir al contenido",
    notFound: {
      title: "No hay tal página",
      quote: "La dirección está mal escrita, o la página cambió de lugar.",
      linkText: "Ir al inicio",
      linkLabel: "Ir al inicio",
    },
  },
};

export default defineConfig({
  title: "khipu-sdk",
  description:
    "Khipu for TypeScript: create payments, verify notifications, settle each order once.",
  base,
  srcDir: ".cache/pages",
  outDir: "../.cache/site",
  cacheDir: ".cache/vitepress",
  // What every page shares is one file, not a copy in each.
  metaChunk: true,
  head: [["link", { rel: "icon", href: `${base}images/icon.svg`, type: "image/svg+xml" }]],
  locales: { root: english, es: spanish },
  markdown: {
    anchor: { slugify },
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
  },
  vite: { publicDir: "../public", build: { chunkSizeWarningLimit: 4_000 } },
  themeConfig: {
    outline: { level: [2, 3] },
    ...(repository !== undefined && {
      socialLinks: [{ icon: "github", link: repository }],
    }),
    search: {
      provider: "local",
      options: {
        miniSearch: {
          options: { processTerm: plain },
          searchOptions: { processTerm: plain, boost: { title: 4, text: 2, titles: 1 } },
        },
        locales: {
          es: {
            translations: {
              button: { buttonText: "Buscar", buttonAriaLabel: "Buscar" },
              modal: {
                displayDetails: "Mostrar detalles",
                resetButtonTitle: "Borrar la búsqueda",
                backButtonTitle: "Cerrar la búsqueda",
                noResultsText: "No hay resultados para",
                footer: {
                  selectText: "elegir",
                  navigateText: "moverse",
                  closeText: "cerrar",
                },
              },
            },
          },
        },
      },
    },
  },
});
