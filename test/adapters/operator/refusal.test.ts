import { expect, test } from 'vitest'
import { explainRefusal } from '../../../adapters/operator/refusal.ts'
import { TeamsNotStarted } from '../../../adapters/teams/receive.ts'

test('given that Teams cannot start, then the line names Teams and its settings, and not what the library said', () => {
  const line = explainRefusal(new TeamsNotStarted('x', { cause: new TypeError('password hunter2') }))
  expect(line).toBe('Teams could not be started (TypeError). Check the settings that begin with TEAMS_.')
})

test('given that Slack refuses, then the line has its code, or the kind of error where the code is anything else', () => {
  const refused = Object.assign(new Error('x'), { data: { error: 'invalid_auth' } })
  expect(explainRefusal(refused)).toBe('Slack refused the connection (invalid_auth). Check SLACK_APP_TOKEN.')
  const odd = Object.assign(new RangeError('x'), { data: { error: 'password hunter2' } })
  expect(explainRefusal(odd)).toBe('Slack refused the connection (RangeError). Check SLACK_APP_TOKEN.')
})
