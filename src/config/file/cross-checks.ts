import type { z } from 'zod'
import { type WeeklyHours, weekdays } from '../../calendar/organisation-calendar.ts'
import { type Duration, printDuration } from '../../domain/calendar/duration.ts'
import { shippedQuestionnaires } from '../questionnaires/index.ts'
import { didYouMean } from '../suggest.ts'
import type { MemberReference } from '../types.ts'
import { cleanEntries, cleanItems, isClean } from './clean.ts'
import type { GroupEntry } from './group.ts'
import { checkObservers, type ObserverEntry } from './observers.ts'
import { referenceText } from './people.ts'
import { checkRoutes, type RouteEntry } from './routes.ts'

/** The parts of the file that are checked against one another. */
interface Checked {
  readonly organisation: { readonly workingHours: WeeklyHours }
  readonly groups: Readonly<Record<string, GroupEntry>>
  readonly platforms: readonly { readonly id: string }[]
  readonly routes: readonly RouteEntry[]
  readonly observers: readonly ObserverEntry[]
  readonly executives: readonly {
    readonly members: readonly MemberReference[]
    readonly respondWithin: Duration
  }[]
  readonly requester: { readonly respondWithin: Duration }
  readonly mediation: { readonly lasts: Duration }
  readonly contest: { readonly within: Duration }
  readonly lastExecutive: { readonly remindEvery: Duration }
  readonly approval: { readonly validFor: Duration }
  readonly questionnaires: Readonly<Record<string, { readonly version: number }>>
}
type Context = z.RefinementCtx

/** What no single setting can know: who is on both sides, what refers to nothing, what takes for ever. */
export function crossChecks(file: Checked, context: Context): void {
  checkGroups(file, context)
  checkExecutives(file, context)
  checkQuestionnaires(file, context)
  checkStages(file, context)
  checkRoutes(file, context.issues, (...problem) => report(context, ...problem))
  checkObservers(file.observers, context.issues, (...problem) => report(context, ...problem))
  checkDurations(file, context)
}

function report(
  context: Context,
  path: readonly PropertyKey[],
  message: string,
  suggestion: string | null,
): void {
  context.addIssue({ code: 'custom', path: [...path], message, params: { suggestion } })
}

function checkGroups(file: Checked, context: Context): void {
  if (isClean(context.issues, ['groups']) && Object.keys(file.groups).length === 0)
    report(
      context,
      ['groups'],
      'is empty: somebody must review the requests',
      'Add a group such as “security”.',
    )
  const names = new Map<string, string>()
  for (const [id, { name = id }] of cleanEntries(file.groups, context.issues, ['groups'])) {
    const other = names.get(name.toLowerCase())
    if (other !== undefined)
      report(
        context,
        ['groups', id, 'name'],
        `is the name of the group “${other}” too`,
        'Give it a name of its own.',
      )
    names.set(name.toLowerCase(), id)
  }
}

/** An executive rules over the reviewers' conflict, so nobody may be both; and asking somebody twice helps nobody. */
function checkExecutives(file: Checked, context: Context): void {
  const { issues } = context
  if (isClean(issues, ['executives']) && file.executives.length === 0)
    report(context, ['executives'], 'is empty: somebody must rule on a deadlock', 'Add at least one level.')
  const groupOf = new Map<string, string>()
  for (const [id, group] of Object.entries(file.groups ?? {}))
    for (const [, reference] of cleanItems(group?.members, issues, ['groups', id, 'members']))
      groupOf.set(referenceText(reference), id)
  const executives: Checked['executives'] = Array.isArray(file.executives) ? file.executives : []
  const levelOf = new Map<string, number>()
  for (const [level, executive] of executives.entries())
    for (const [index, reference] of cleanItems(executive?.members, issues, [
      'executives',
      level,
      'members',
    ])) {
      const text = referenceText(reference)
      const path = ['executives', level, 'members', index]
      const group = groupOf.get(text)
      if (group !== undefined)
        report(
          context,
          path,
          `names ${text}, who is also a reviewer of the group “${group}”: nobody can rule on their own conflict`,
          'Remove the person from one of the two.',
        )
      const earlier = levelOf.get(text)
      if (earlier !== undefined && earlier !== level)
        report(
          context,
          path,
          `names ${text}, who is asked at level ${earlier + 1} already`,
          'Name somebody else.',
        )
      levelOf.set(text, level)
    }
}

function checkQuestionnaires(file: Checked, context: Context): void {
  const { issues } = context
  for (const [id, { version }] of cleanEntries(file.questionnaires, issues, ['questionnaires'])) {
    const shipped = Object.hasOwn(shippedQuestionnaires, id) ? shippedQuestionnaires[id] : undefined
    if (shipped !== undefined && version <= shipped.version)
      report(
        context,
        ['questionnaires', id, 'version'],
        `must be higher than ${shipped.version}, the version that comes with Countersign, so that records tell them apart`,
        `Write ${shipped.version + 1}, or choose another id.`,
      )
  }
  const own = typeof file.questionnaires === 'object' ? Object.keys(file.questionnaires ?? {}) : []
  const known = [...Object.keys(shippedQuestionnaires), ...own]
  for (const [group, entry] of Object.entries(file.groups ?? {}))
    for (const [kind, id] of Object.entries(entry?.questionnaires ?? {})) {
      const path = ['groups', group, 'questionnaires', kind]
      if (!isClean(issues, path) || typeof id !== 'string' || id === 'none' || known.includes(id)) continue
      report(
        context,
        path,
        `names a questionnaire that does not exist: “${id}”`,
        didYouMean(id, known) ?? `Known: ${known.join(', ')}.`,
      )
    }
}

/** A stage without groups is a slip of the pen, or a group that was taken out. */
function checkStages(file: Checked, context: Context): void {
  const groups = cleanEntries(file.groups, context.issues, ['groups'])
  const stages = new Set(groups.map(([, { stage }]) => stage))
  // A group with a mistake in it may be the one that is missing.
  if (groups.length < Object.keys(file.groups ?? {}).length) return
  for (const [id, { stage }] of groups)
    if (stage > 1 && !stages.has(stage - 1)) {
      report(
        context,
        ['groups', id, 'stage'],
        `is ${stage}, but no group has the stage ${stage - 1}`,
        `Write ${stage - 1}, or give that stage to another group.`,
      )
      return
    }
}

const mostWeeks = 104
const millisecondsPerWeek = 7 * 86_400_000

/** No deadline may lie more than two years ahead: by then it is a mistake, and the calendar itself ends after five. */
function checkDurations(file: Checked, context: Context): void {
  const { issues } = context
  const hours = isClean(issues, ['organisation', 'workingHours']) ? file.organisation.workingHours : null
  const groups = cleanEntries(file.groups, issues, ['groups'])
  const executives = cleanItems(file.executives, issues, ['executives'])
  const durations: readonly (readonly [readonly PropertyKey[], Duration | undefined])[] = [
    ...groups.map(([id, group]) => [['groups', id, 'respondWithin'], group.respondWithin] as const),
    ...executives.map(
      ([level, each]) => [['executives', level, 'respondWithin'], each.respondWithin] as const,
    ),
    [['requester', 'respondWithin'], file.requester?.respondWithin],
    [['mediation', 'lasts'], file.mediation?.lasts],
    [['contest', 'within'], file.contest?.within],
    [['lastExecutive', 'remindEvery'], file.lastExecutive?.remindEvery],
    [['approval', 'validFor'], file.approval?.validFor],
  ]
  for (const [path, duration] of durations) {
    if (duration === undefined || !isClean(issues, path)) continue
    const weeks = weeksOf(duration, hours)
    if (weeks === null || weeks <= mostWeeks) continue
    const years = Math.round(weeks / 52)
    report(
      context,
      path,
      `takes about ${years} years with ${printDuration(duration)}; the longest is two years`,
      null,
    )
  }
}

/** About how many weeks it takes; null when the working hours are not known. */
function weeksOf(duration: Duration, hours: WeeklyHours | null): number | null {
  if (duration.unit === 'elapsed') return duration.milliseconds / millisecondsPerWeek
  if (hours === null) return null
  const days = weekdays.map((weekday) => hours[weekday] ?? []).filter((spans) => spans.length > 0)
  if (duration.unit === 'working_days') return duration.days / days.length
  const minutes = days.flat().reduce((sum, span) => sum + span.to - span.from, 0)
  return (duration.hours * 60) / minutes
}
