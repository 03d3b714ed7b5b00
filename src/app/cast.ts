import type { PersonId } from '../domain/flavour.ts'
import type { Request } from '../domain/request/state.ts'
import type { AnswerOption, Question, Questionnaire } from '../domain/risk/types.ts'
import { chatNames } from '../view/cards.ts'
import type { Cast } from '../view/cast.ts'
import { asPlain, type Locale, type Plain } from '../view/text.ts'
import { unique } from './cards/participants.ts'
import type { Deps } from './deps.ts'
import type { Rosters } from './directory/rosters.ts'
import { LookupFailed, type Person, type Platform } from './ports.ts'

type CastDeps = Pick<Deps, 'people' | 'organisation'> & { readonly directory: Rosters }

/** Who is not in the directory: never an id on a card. */
const stranger: Readonly<Record<Locale, string>> = { en: 'someone', de: 'jemand' }

/** Looks up every name that cards about these requests can mention. A roster that is not known leaves names out.
 * `others` are named besides. */
export async function buildCast(
  requests: readonly Request[],
  locale: Locale,
  deps: CastDeps,
  others: readonly PersonId[] = [],
  seenIn: Platform | null = null,
): Promise<Cast> {
  const { groups, executives, platforms, timezone, calendar, policy } = deps.organisation()
  const chain = await Promise.all(executives.map((_, index) => executivesOr(deps, index + 1)))
  const members = await membersOfAsking(requests, deps)
  const names = await namesOf(
    unique([...requests.flatMap(peopleOf), ...chain.flat(), ...others]),
    deps,
    seenIn,
  )
  const nameOf = (id: PersonId) => names.get(id) ?? asPlain(stranger[locale])
  const questionnaires = groups.flatMap((group) =>
    Object.values(group.questionnaires).filter((questionnaire) => questionnaire !== null),
  )
  return {
    person: nameOf,
    group: (id) => asPlain(groups.find((group) => group.id === id)?.name ?? id),
    members: (id) => members.get(id) ?? null,
    executives: (level) => (chain[level - 1] ?? []).map(nameOf),
    platform: (id) => asPlain(platforms.find((platform) => platform.id === id)?.name ?? id),
    answer: (id, version, question, option, language) =>
      answerIn(questionnaires, { id, version, question, option }, language),
    timezone,
    rules: policy,
    calendar,
  }
}

/** Only for how many others may decide: a roster that is not known leaves that out. */
async function membersOfAsking(requests: readonly Request[], deps: CastDeps) {
  const groups = unique(requests.flatMap(({ assigned }) => Object.keys(assigned)))
  const known = await Promise.all(
    groups.map(async (group) => {
      try {
        return [[group, await deps.directory.membersOf(group)] as const]
      } catch (fault) {
        if (fault instanceof LookupFailed) return []
        throw fault
      }
    }),
  )
  return new Map(known.flat())
}

async function executivesOr(deps: CastDeps, level: number): Promise<readonly PersonId[]> {
  try {
    return await deps.directory.executivesOf(level)
  } catch (fault) {
    if (fault instanceof LookupFailed) return []
    throw fault
  }
}

/** Whoever has no account in the chat where the card is seen cannot be mentioned there: their name says where they are. */
async function namesOf(
  ids: readonly PersonId[],
  deps: Pick<CastDeps, 'people'>,
  seenIn: Platform | null,
): Promise<ReadonlyMap<PersonId, Plain>> {
  const people = await Promise.all(ids.map((id) => deps.people.byId(id)))
  const nameOf = ({ name, identities }: Person) => {
    const elsewhere = seenIn !== null && identities.every(({ platform }) => platform !== seenIn)
    const [account] = identities
    return asPlain(elsewhere && account !== undefined ? `${name} (${chatNames[account.platform]})` : name)
  }
  return new Map(
    people.filter((person) => person !== null).map((person) => [person.id, nameOf(person)] as const),
  )
}

const peopleBehind = ({ reviewer, onBehalfOf }: { reviewer: PersonId; onBehalfOf?: PersonId | undefined }) =>
  onBehalfOf === undefined ? [reviewer] : [reviewer, onBehalfOf]

function peopleOf(request: Request): readonly PersonId[] {
  const obligations = 'approval' in request ? request.approval.obligations : []
  return [
    request.requester,
    ...request.observers,
    ...[...request.decisions, ...request.voided].flatMap(peopleBehind),
    ...request.positions.flatMap(({ by, onBehalfOf }) => peopleBehind({ reviewer: by, onBehalfOf })),
    ...Object.values(request.taken).map(({ by }) => by),
    ...Object.values(request.assigned).flatMap(({ people }) => people),
    ...request.undone.map(({ by }) => by),
    ...request.rulings.flatMap(({ by, onBehalfOf }) => peopleBehind({ reviewer: by, onBehalfOf })),
    ...obligations.flatMap(({ met }) =>
      met === null ? [] : peopleBehind({ reviewer: met.by, onBehalfOf: met.onBehalfOf }),
    ),
    ...(request.status === 'revoked' || request.status === 'withdrawn'
      ? peopleBehind({ reviewer: request.by, onBehalfOf: request.onBehalfOf })
      : []),
  ]
}

function answerIn(
  questionnaires: readonly Questionnaire[],
  asked: { id: string; version: number; question: string; option: string },
  locale: Locale,
): { readonly question: Plain; readonly option: Plain } | null {
  const questionnaire = questionnaires.find(({ id, version }) => id === asked.id && version === asked.version)
  const question: Question | undefined = questionnaire?.questions.find(({ id }) => id === asked.question)
  const option: AnswerOption | undefined = question?.options.find(({ id }) => id === asked.option)
  if (question === undefined || option === undefined) return null
  return { question: asPlain(question.text[locale]), option: asPlain(option.label[locale]) }
}
