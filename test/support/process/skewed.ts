/** Variables for a program whose machine's clock is wrong by so many milliseconds. */
export const skewed = (by: number): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=${new URL(`./skew.ts?by=${by}`, import.meta.url).href}`,
})
