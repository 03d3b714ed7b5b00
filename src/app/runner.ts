import type { RequestId } from '../domain/flavour.ts'
import { createAbsences } from './absence/absences.ts'
import { createStatuses } from './absence/statuses.ts'
import { type Availability, createAvailability } from './absence/watch.ts'
import { notInstalled } from './deliverer/address.ts'
import { noteOpen } from './deliverer/chat-of.ts'
import { createDeliverer, type Deliverer } from './deliverer/deliverer.ts'
import type { Deps } from './deps.ts'
import { createDirectory, type Directory } from './directory/directory.ts'
import { createDraftBook } from './drafts/book.ts'
import { codeOf } from './faults.ts'
import { createLanes } from './lanes.ts'
import type { Parts } from './parts.ts'
import { withJoinedChoices } from './people/joined-choices.ts'
import type { Identity } from './ports.ts'
import { reconnected } from './reconnect.ts'
import { createService } from './service/create-service.ts'
import type { Service } from './service.ts'
import { createTimers, type Timers } from './timers.ts'

/** The application: what adapters ask, and the loops that run without being asked. */
export interface App {
  readonly service: Service
  readonly directory: Directory
  readonly deliverer: Deliverer
  readonly timers: Timers
  readonly availability: Availability
  /** For clicks that no use case could read: draws the request's cards again, at once. Throws `StoreUnavailable`. */
  redraw(request: RequestId): Promise<void>
  /** The platform says that members have changed: lists are asked for anew. */
  refreshMembers(): Promise<void>
  /** A workspace is connected (again): who is in it is asked anew, and cards that waited for it go. */
  reconnected(): Promise<void>
  /** The app was added in Teams for somebody, or to a team (null): cards that waited for that go. */
  appAdded(identity: Identity | null): Promise<void>
  /** Starts the loops. Resolves at once; the rosters are looked up beside. */
  start(): void
  /** Lets every call and delivery that has begun finish. Close the adapters before and the store after. */
  stop(): Promise<void>
}

export function createApp(given: Deps): App {
  const deps = { ...given, people: withJoinedChoices(given) }
  const absences = createAbsences({ ...deps, statuses: createStatuses(deps) })
  const parts: Parts = {
    ...deps,
    absences,
    availability: { look: () => availability.look() },
    directory: createDirectory({ ...deps, absences }),
    lanes: createLanes(),
    drafts: createDraftBook(deps),
  }
  const availability = createAvailability(() => parts)
  const deliverer = createDeliverer(parts)
  const timers = createTimers(parts)
  const calls = new Set<Promise<unknown>>()
  return {
    service: counted(createService(parts), calls),
    directory: parts.directory,
    deliverer,
    timers,
    availability,
    redraw: (request) => counting(redraw(parts, request), calls),
    refreshMembers: () => counting(refreshMembers(parts), calls),
    reconnected: () => counting(reconnected(parts), calls),
    appAdded: (identity) => counting(appAdded(parts, identity), calls),
    start() {
      deliverer.start()
      timers.start()
      availability.start()
      const prepared = parts.directory
        .prepare()
        .catch((fault: unknown) => parts.log.warn('rosters not prepared', { code: codeOf(fault) }))
      counting(prepared, calls)
    },
    async stop() {
      await Promise.allSettled(calls)
      await parts.drafts.flush()
      await Promise.all([deliverer.stop(), timers.stop(), availability.stop()])
    },
  }
}

async function redraw(parts: Parts, request: RequestId): Promise<void> {
  await parts.store.redraw(request, parts.clock.now())
  parts.wake.notify()
}

async function refreshMembers(parts: Parts): Promise<void> {
  await parts.directory.refresh()
  parts.wake.notify()
}

async function appAdded(parts: Parts, identity: Identity | null): Promise<void> {
  if (identity !== null) await noteOpen(identity, parts)
  await parts.store.wakeParked(notInstalled, parts.clock.now())
  parts.wake.notify()
}

function counted(service: Service, calls: Set<Promise<unknown>>): Service {
  return {
    compose: (input) => counting(service.compose(input), calls),
    choose: (input) => counting(service.choose(input), calls),
    submit: (input) => counting(service.submit(input), calls),
    details: (input) => counting(service.details(input), calls),
    look: (input) => counting(service.look(input), calls),
    keptAt: (input) => counting(service.keptAt(input), calls),
    isKept: (input) => counting(service.isKept(input), calls),
    composeFromMessage: (input) => counting(service.composeFromMessage(input), calls),
    composeFromRequest: (input) => counting(service.composeFromRequest(input), calls),
    continueDraft: (input) => counting(service.continueDraft(input), calls),
    fetchDraftFiles: (input) => counting(service.fetchDraftFiles(input), calls),
    discardDraft: (input) => counting(service.discardDraft(input), calls),
    keepDraft: (input) => counting(service.keepDraft(input), calls),
    proposeDraft: (input) => counting(service.proposeDraft(input), calls),
    beginStep: (input) => counting(service.beginStep(input), calls),
    absence: (input) => counting(service.absence(input), calls),
    openAbsence: (input) => counting(service.openAbsence(input), calls),
    goAway: (input) => counting(service.goAway(input), calls),
    comeBack: (input) => counting(service.comeBack(input), calls),
    remark: (input) => counting(service.remark(input), calls),
    prefer: (input) => counting(service.prefer(input), calls),
    home: (input) => counting(service.home(input), calls),
    chooseLanguage: (input) => counting(service.chooseLanguage(input), calls),
    approveSeveral: (input) => counting(service.approveSeveral(input), calls),
    help: (input) => counting(service.help(input), calls),
  }
}

function counting<Answer>(call: Promise<Answer>, calls: Set<Promise<unknown>>): Promise<Answer> {
  calls.add(call)
  const forget = () => calls.delete(call)
  call.then(forget, forget)
  return call
}
