/** One replica's timers and nothing else: `node timer-process.ts <address of the database>`. */
import { openPostgresStore } from '../../adapters/store-postgres/open.ts'
import { systemClock } from '../../adapters/system/clock.ts'
import { createIds } from '../../adapters/system/ids.ts'
import { createApp } from '../../src/app/runner.ts'
import { timerHouse } from './timer-house.ts'

const [url = ''] = process.argv.slice(2)
const ids = createIds(systemClock)
const database = await openPostgresStore({ url, ids })
const { store, people, blobs } = database
const app = createApp({ ...timerHouse(), store, people, blobs, clock: systemClock, ids })
app.timers.start()
process.on('SIGTERM', async () => {
  await app.timers.stop()
  await database.close()
  process.exit()
})
console.log('the timers run')
