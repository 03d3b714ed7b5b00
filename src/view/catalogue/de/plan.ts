import type { Phase } from '../../../domain/feasibility/plan.ts'
import { rich } from '../../rich.ts'
import type { Messages } from '../en.ts'

const wayOut: Readonly<Record<Phase, string>> = {
  review: 'wenn alle Gruppen rechtzeitig entscheiden und sich einig sind',
  mediation: 'wenn sich beide Seiten rechtzeitig einigen',
  ruling: 'wenn die jetzt gefragte Leitung rechtzeitig entscheidet',
}

export const plan: Messages['plan'] = {
  by: (who, by) => rich`${who} bis ${by}`,
  decide: (groups) => rich`Wer bis wann entscheidet: ${groups}.`,
  afterwards: ', dann ',
  deadlock: (mediation, executives) =>
    rich`Bei Uneinigkeit, oder wenn eine Gruppe schweigt: Klärung bis ${mediation}, danach entscheidet die Leitung: ${executives}.`,
  feasible: (slot) =>
    rich`Der geplante Termin (${slot}) ist zu halten, selbst wenn die Leitung entscheiden muss.`,
  tight: (slot, always) =>
    rich`Der geplante Termin (${slot}) ist zu halten, wenn alle Gruppen rechtzeitig entscheiden und sich einig sind. In jedem Fall zu halten ist er ab ${always}.`,
  infeasible: (slot, by, earliest) =>
    rich`Der geplante Termin (${slot}) ist nicht zu halten: Die Entscheidung kann bis ${by} dauern. Der früheste Termin, der zu halten ist: ${earliest}.`,
  slowest: (groups) =>
    rich`Schneller geht es mit einer frühen Entscheidung von ${groups}: Dort ist die Frist am längsten.`,
  everybodyEarly: (groups) => rich`Schneller geht es mit einer frühen Entscheidung von ${groups}.`,
  asked: () =>
    rich`Ihre Anfrage ist trotzdem eingereicht. Ist der Termin vorher vorbei, wählen Sie einen neuen: Nichts wird von selbst verspätet veröffentlicht.`,
  choose: 'Diesen Termin wählen',
  chosen: (slot) =>
    `Der neue Termin ist ${slot}. Entscheidungen bleiben gültig. Wieder früher wird er nur durch eine Überarbeitung.`,
  canBeMet: {
    label: 'Ist der Termin zu halten?',
    feasible: () => rich`Ja, selbst wenn die Leitung entscheiden muss.`,
    tight: (phase, always) => rich`Ja, ${wayOut[phase]}. In jedem Fall ab ${always}.`,
    infeasible: (by, earliest) =>
      rich`Nein, die Entscheidung kann bis ${by} dauern. Der früheste Termin, der zu halten ist: ${earliest}.`,
    missed: () => rich`Nein, der Termin ist vorbei. Vor einer Veröffentlichung ist ein neuer zu wählen.`,
    missedEarliest: (earliest) =>
      rich`Nein, der Termin ist vorbei. Ein neuer ist zu wählen; der früheste, der zu halten ist: ${earliest}.`,
  },
  urgency: {
    before: (slot) =>
      rich`Geplant für ${slot}: Bitte entscheiden Sie vorher, damit der Termin zu halten ist.`,
    later: (slot, by) =>
      rich`Geplant für ${slot}: Bitte entscheiden Sie bis ${by}, damit die Gruppen nach Ihnen noch rechtzeitig entscheiden können.`,
    laterAnyway: (slot) =>
      rich`Geplant für ${slot}: Nach Ihnen entscheiden noch andere Gruppen, und deren Zeit kann danach enden. Eine frühe Entscheidung hilft.`,
    margin: (slot, by) =>
      rich`Geplant für ${slot}: Bitte entscheiden Sie bis ${by}, dann ist der Termin auch bei Uneinigkeit zu halten.`,
    agreement: (slot) =>
      rich`Geplant für ${slot}: Bei Uneinigkeit kann die Entscheidung der Leitung später kommen.`,
    missed: (slot) =>
      rich`Der geplante Termin (${slot}) ist vorbei. Bitte entscheiden Sie trotzdem: Veröffentlicht wird erst, wenn ein neuer gewählt ist.`,
  },
}
