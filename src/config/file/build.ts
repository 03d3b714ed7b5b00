import { organisationCalendar } from '../../calendar/organisation-calendar.ts'
import { personalDigests, personalHours } from '../../calendar/personal-hours.ts'
import type { RequestKind } from '../../domain/request/content.ts'
import type { GroupPolicy, Policy } from '../../domain/request/policy.ts'
import type { Questionnaire } from '../../domain/risk/types.ts'
import { capitalised } from '../platforms.ts'
import { defaultQuestionnaireFor, judgementOnly, shippedQuestionnaires } from '../questionnaires/index.ts'
import type { GroupConfig, Organisation } from '../types.ts'
import { assignmentOf } from './asking.ts'
import type { GroupEntry } from './group.ts'
import type { OrganisationFile } from './organisation-file.ts'

/** The organisation that a checked file describes. */
export function organisationFrom(file: OrganisationFile): Organisation {
  const { name, timezone, locale, workingHours, holidays } = file.organisation
  const available = questionnairesOf(file)
  return {
    name,
    timezone,
    locale,
    calendar: organisationCalendar({ timezone, workingHours, holidays }),
    hoursIn: personalHours({ timezone, workingHours, holidays }),
    digestsIn: personalDigests({ timezone, workingHours, holidays }),
    command: file.command,
    groups: Object.entries(file.groups).map(([id, group]) => groupFrom(id, group, available)),
    executives: file.executives.map(({ members, delegates }) => ({
      members,
      ...(delegates === undefined ? {} : { delegates }),
    })),
    requesters: file.requesters,
    observers: file.observers.map(({ members, kinds }) => ({ members, kinds: kinds ?? null })),
    platforms: file.platforms,
    policy: policyFrom(file),
    media: file.media,
    ...(file.mediation.channel === undefined ? {} : { mediationChannel: file.mediation.channel }),
    longestAbsence: file.absences.longest,
    absenceFromStatus: file.organisation.absenceFromStatus,
    api: file.api,
  }
}

type Available = ReadonlyMap<string, Questionnaire>

function questionnairesOf(file: OrganisationFile): Available {
  const own = Object.entries(file.questionnaires).map(([id, entry]): Questionnaire => ({ id, ...entry }))
  return new Map([...Object.values(shippedQuestionnaires), ...own].map((each) => [each.id, each]))
}

function groupFrom(id: string, group: GroupEntry, available: Available): GroupConfig {
  const questionnaireFor = (kind: RequestKind): Questionnaire => {
    const wanted = group.questionnaires[kind] ?? defaultQuestionnaireFor(id, kind)?.id ?? 'none'
    return available.get(wanted) ?? judgementOnly
  }
  return {
    id,
    name: group.name ?? capitalised(id),
    members: group.members,
    ...(group.delegates === undefined ? {} : { delegates: group.delegates }),
    channel: group.channel ?? null,
    questionnaires: { post: questionnaireFor('post'), channel: questionnaireFor('channel') },
  }
}

function policyFrom(file: OrganisationFile): Policy {
  const groups = Object.entries(file.groups).map(([id, group]) => [id, groupPolicyFrom(group)])
  return {
    groups: Object.fromEntries(groups),
    executives: file.executives.map(({ respondWithin, remindAt }) => ({
      respondWithin,
      remindAt: ascending(remindAt),
    })),
    mediation: mediationFrom(file.mediation),
    contest: file.contest,
    requester: { ...file.requester, remindAt: ascending(file.requester.remindAt) },
    lastExecutive: file.lastExecutive,
    approval: file.approval,
    questionnaireFrom: file.risk.questionnaireFrom,
    independentVotes: file.independentVotes,
    ...(file.routes.length === 0 ? {} : { routing: { rules: file.routes, rule: null, others: {} } }),
    ...(file.hasty.within.milliseconds === 0 ? {} : { hasty: file.hasty }),
    ...(file.undo.within.milliseconds === 0 ? {} : { undo: file.undo }),
  }
}

/** Without the channel: where people meet is no rule that a request is decided under. */
const mediationFrom = ({ lasts, rounds, remindAt }: OrganisationFile['mediation']): Policy['mediation'] => ({
  lasts,
  rounds,
  remindAt: ascending(remindAt),
})

/** What is as ever is left out, so that records of simple organisations stay simple. */
function groupPolicyFrom(group: GroupEntry): GroupPolicy {
  const { quorum, rejections, respondWithin, remindAt, stage } = group
  const assign = assignmentOf(group)
  return {
    quorum,
    rejections,
    respondWithin,
    remindAt: ascending(remindAt),
    ...(assign === null ? {} : { assign }),
    ...(stage === 1 ? {} : { stage }),
  }
}

const ascending = (shares: readonly number[]) => [...shares].sort((one, other) => one - other)
