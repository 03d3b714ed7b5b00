import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

export const assent: Messages['assent'] = {
  headline: (name) => `${name}: Das ist noch nicht erfasst`,
  decide: () =>
    rich`Was hier geschrieben wird, zählt nicht, damit niemand aus Versehen entscheidet. Entscheiden Sie mit den Schaltflächen:`,
}
