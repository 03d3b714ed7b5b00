import type { Parts } from '../parts.ts'
import type { Service } from '../service.ts'
import { choose } from './choose.ts'
import { compose } from './compose.ts'
import { details } from './details.ts'
import { help } from './help.ts'
import { home } from './home.ts'
import { submit } from './submit.ts'

/** Everything that an adapter may ask. All methods throw `StoreUnavailable` when the database cannot be used. */
export function createService(parts: Parts): Service {
  return {
    compose: compose(parts),
    choose: choose(parts),
    submit: submit(parts),
    details: details(parts),
    home: home(parts),
    help: help(parts),
  }
}
