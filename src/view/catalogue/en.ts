import { absence } from './en/absence.ts'
import { assent } from './en/assent.ts'
import { chats } from './en/chats.ts'
import { choices } from './en/choices.ts'
import { digest } from './en/digest.ts'
import { drafts } from './en/drafts.ts'
import { forms } from './en/forms.ts'
import { general } from './en/general.ts'
import { headlines } from './en/headlines.ts'
import { notices } from './en/notices.ts'
import { plan } from './en/plan.ts'
import { consequences, positions, question } from './en/positions.ts'
import { preferences } from './en/preferences.ts'
import { fieldErrors, refusals } from './en/problems.ts'
import { route } from './en/route.ts'
import { rules } from './en/rules.ts'
import { screening } from './en/screening.ts'
import { deadline, next, status } from './en/situations.ts'
import { terms } from './en/terms.ts'
import { together } from './en/together.ts'

/** English: it defines which texts there are. Another language that lacks one does not compile. */
export const en = {
  absence,
  assent,
  chats,
  choices,
  consequences,
  deadline,
  digest,
  drafts,
  fieldErrors,
  forms,
  general,
  headlines,
  next,
  notices,
  plan,
  positions,
  preferences,
  question,
  refusals,
  route,
  rules,
  screening,
  status,
  terms,
  together,
}
export type Messages = typeof en
