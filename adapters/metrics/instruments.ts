/**
 * Every figure of our own. Labels are codes of the program and the platform: no content, no person, no group, because
 * statistics about a group of two are statistics about two people.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

export function createInstruments() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Gauge({
      name: 'countersign_requests',
      help: 'Requests in the ledger, by kind and present status.',
      labelNames: ['kind', 'status'],
      registers,
    }),
    decision: new Histogram({
      name: 'countersign_decision_seconds',
      help: 'Time from the submission to an approval or rejection, by kind, outcome, and who decided.',
      labelNames: ['kind', 'outcome', 'by'],
      buckets: [
        15 * minute,
        hour,
        4 * hour,
        8 * hour,
        day,
        2 * day,
        3 * day,
        5 * day,
        7 * day,
        14 * day,
        30 * day,
      ],
      registers,
    }),
    events: new Counter({
      name: 'countersign_events_total',
      help: 'Events appended to the ledger, by type.',
      labelNames: ['type'],
      registers,
    }),
    hasty: new Counter({
      name: 'countersign_hasty_approvals_total',
      help: 'Approvals of a high risk so soon after opening that the policy calls them hasty, by kind.',
      labelNames: ['kind'],
      registers,
    }),
    everybodyAway: new Counter({
      name: 'countersign_everybody_away_total',
      help: 'Times that executives, or those of the next level, were asked at once because those who were to decide were away.',
      registers,
    }),
    cardLag: new Gauge({
      name: 'countersign_card_lag_seconds',
      help: 'For how long the oldest card has not shown what it should; 0 when all do. Parked cards are left out.',
      registers,
    }),
    cardsWaiting: new Gauge({
      name: 'countersign_cards_waiting',
      help: 'Cards that show less than they should, parked ones left out.',
      registers,
    }),
    cardsParked: new Gauge({
      name: 'countersign_cards_parked',
      help: 'Cards that are not tried any more, by the code of their last failure.',
      labelNames: ['code'],
      registers,
    }),
    timerLag: new Gauge({
      name: 'countersign_timer_lag_seconds',
      help: 'For how long the most overdue request has waited for the clock; 0 when none does.',
      registers,
    }),
    clockAhead: new Gauge({
      name: 'countersign_clock_ahead_seconds',
      help: 'By how much this machine’s clock is ahead of the database’s, which counts; negative where it is behind.',
      registers,
    }),
    deliveries: new Counter({
      name: 'countersign_deliveries_total',
      help: 'Attempts to post or edit a card, by platform, outcome, and code of the failure.',
      labelNames: ['platform', 'outcome', 'code'],
      registers,
    }),
    savedEdits: new Counter({
      name: 'countersign_edits_saved_total',
      help: 'Cards that an event left as they looked, so that the platform was not asked to edit them.',
      labelNames: ['platform'],
      registers,
    }),
    calls: new Counter({
      name: 'countersign_platform_calls_total',
      help: 'Calls of a platform over HTTP, by method and HTTP status; status none: no answer.',
      labelNames: ['platform', 'method', 'status'],
      registers,
    }),
    throttled: new Counter({
      name: 'countersign_platform_throttled_total',
      help: 'Calls that the platform refused because there were too many, by method.',
      labelNames: ['platform', 'method'],
      registers,
    }),
    commit: new Histogram({
      name: 'countersign_commit_seconds',
      help: 'Time until a commit was on the disk or refused, waiting included.',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    commits: new Counter({
      name: 'countersign_commits_total',
      help: 'Commits by outcome: ok, conflict (decided again), duplicate (a repeated click), failed.',
      labelNames: ['outcome'],
      registers,
    }),
    media: new Counter({
      name: 'countersign_media_calls_total',
      help: 'Media stored (put) and read (get, source): ok, or failed because the store did not answer or refused.',
      labelNames: ['method', 'outcome'],
      registers,
    }),
    database: new Gauge({
      name: 'countersign_database_up',
      help: '1 when the figures above could be read from the database at this scrape, else 0.',
      registers,
    }),
    http: new Counter({
      name: 'countersign_http_requests_total',
      help: 'HTTP requests answered, by route and status.',
      labelNames: ['route', 'status'],
      registers,
    }),
    httpSeconds: new Histogram({
      name: 'countersign_http_request_seconds',
      help: 'Time until an HTTP request was answered, by route. Slack waits 3 seconds.',
      labelNames: ['route'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5],
      registers,
    }),
    configuration: new Gauge({
      name: 'countersign_configuration_digest',
      help: 'A number that is the same wherever the same configuration is in force; 0 in the sandbox.',
      registers,
    }),
    reloads: new Counter({
      name: 'countersign_reloads_total',
      help: 'Reloads of the configuration: ok, or refused because of problems in the file.',
      labelNames: ['outcome'],
      registers,
    }),
  }
}

export type Instruments = ReturnType<typeof createInstruments>
