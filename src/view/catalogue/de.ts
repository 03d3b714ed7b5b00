import { absence } from './de/absence.ts'
import { assent } from './de/assent.ts'
import { chats } from './de/chats.ts'
import { choices } from './de/choices.ts'
import { digest } from './de/digest.ts'
import { drafts } from './de/drafts.ts'
import { forms } from './de/forms.ts'
import { general } from './de/general.ts'
import { headlines } from './de/headlines.ts'
import { notices } from './de/notices.ts'
import { plan } from './de/plan.ts'
import { consequences, positions, question } from './de/positions.ts'
import { preferences } from './de/preferences.ts'
import { fieldErrors, refusals } from './de/problems.ts'
import { route } from './de/route.ts'
import { rules } from './de/rules.ts'
import { screening } from './de/screening.ts'
import { deadline, next, status } from './de/situations.ts'
import { terms } from './de/terms.ts'
import { together } from './de/together.ts'
import type { Messages } from './en.ts'

/** German, formal. */
export const de: Messages = {
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
