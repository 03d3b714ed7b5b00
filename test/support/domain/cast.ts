/** The people of the examples. */
import { person } from './build.ts'

/** Asks. */
export const ada = person('ada')
export const sec = person('sec', { groups: ['security'] })
export const sec2 = person('sec2', { groups: ['security'] })
export const lex = person('lex', { groups: ['legal'] })
export const lex2 = person('lex2', { groups: ['legal'] })
export const both = person('both', { groups: ['security', 'legal'] })
/** Executives of level 1 and 2. */
export const cmo = person('cmo', { executiveLevels: [1] })
export const ceo = person('ceo', { executiveLevels: [2] })
/** Belongs to nothing. */
export const zoe = person('zoe')
