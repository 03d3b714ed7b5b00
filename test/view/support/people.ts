import { shippedQuestionnaires } from '../../../src/config/questionnaires/index.ts'
import type { Actor } from '../../../src/domain/request/actor.ts'
import type { CardRole } from '../../../src/view/card.ts'
import type { Cast, Reader } from '../../../src/view/cast.ts'
import { asPlain, type Locale } from '../../../src/view/text.ts'
import { person, policy } from '../../support/domain/build.ts'
import { alwaysOpen } from '../../support/domain/calendar.ts'

/** Ids that no sentence contains by chance: a test looks for them in everything that people read. */
export const mara = person('id-mara')
export const sam = person('id-sam', { groups: ['security'] })
export const sally = person('id-sally', { groups: ['security'] })
export const lena = person('id-lena', { groups: ['legal'] })
export const luis = person('id-luis', { groups: ['legal'] })
export const carla = person('id-carla', { executiveLevels: [1] })
export const boris = person('id-boris', { executiveLevels: [2] })
/** Was a member of a group once. */
export const otto = person('id-otto')

const names: Readonly<Record<string, string>> = {
  'id-mara': 'Mara Miller',
  'id-sam': 'Sam Stone',
  'id-sally': 'Sally Sand',
  'id-lena': 'Lena Lang',
  'id-luis': 'Luis Lopez',
  'id-carla': 'Carla Chief',
  'id-boris': 'Boris Boss',
  'id-otto': 'Otto Old',
}
const groups: Readonly<Record<string, string>> = { security: 'Security', legal: 'Legal' }
const platforms: Readonly<Record<string, string>> = { linkedin: 'LinkedIn', mastodon: 'Mastodon' }

export const cast: Cast = {
  person: (id) => asPlain(names[id] ?? 'someone'),
  group: (id) => asPlain(groups[id] ?? 'a group'),
  members: (id) => (id === 'security' ? ['id-sam', 'id-sally'] : ['id-lena', 'id-luis']),
  executives: (level) => [[asPlain('Carla Chief')], [asPlain('Boris Boss')]][level - 1] ?? [],
  platform: (id) => asPlain(platforms[id] ?? id),
  answer: (questionnaire, version, question, option, locale) => {
    const asked = shippedQuestionnaires[questionnaire]?.questions.find(({ id }) => id === question)
    const chosen = asked?.options.find(({ id }) => id === option)
    return version !== 1 || asked === undefined || chosen === undefined
      ? null
      : { question: asPlain(asked.text[locale]), option: asPlain(chosen.label[locale]) }
  },
  timezone: 'Europe/Berlin',
  rules: policy({ questionnaireFrom: 'medium' }),
  calendar: alwaysOpen(),
}

/** Everybody who may look at a request, and as what. */
export const readers: Readonly<Record<string, { readonly role: CardRole; readonly actor: Actor }>> = {
  requester: { role: 'requester', actor: mara },
  'reviewer of security': { role: 'reviewer', actor: sam },
  'reviewer of legal': { role: 'reviewer', actor: lena },
  'colleague in legal': { role: 'reviewer', actor: luis },
  'channel of legal': { role: 'reviewer', actor: person('', { groups: ['legal'] }) },
  'reviewer of both': { role: 'reviewer', actor: person('id-both', { groups: ['security', 'legal'] }) },
  'executive of level 1': { role: 'executive', actor: carla },
  'executive of level 2': { role: 'executive', actor: boris },
  'removed member': { role: 'observer', actor: otto },
}

export const readerOf = (name: string, locale: Locale): Reader => {
  const reader = readers[name]
  if (reader === undefined) throw new Error(`no reader ${name}`)
  return { ...reader, locale }
}
