/** True when a text shows nothing: empty, or only spaces, control and formatting characters. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{C}\p{Z}]/u.test(text)
}
