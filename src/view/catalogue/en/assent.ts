import { rich } from '../../rich.ts'
import type { Rich } from '../../text.ts'

/** For somebody who typed an approval instead of pressing a button. `name` is "Post #142". */
export const assent = {
  headline: (name: string): string => `${name}: that is not recorded yet`,
  decide: (): Rich =>
    rich`What is written here counts for nothing, so that nobody decides by accident. Decide with the buttons:`,
}
