import type { Person } from './person.ts'
import type { Stack } from './start.ts'

/** Opens App Home and waits until it shows something else than before. */
export async function opensHome({ slack, settle }: Stack, person: Person) {
  const { workspace } = slack.server
  const before = workspace.homes.get(person.user)?.hash
  await new Promise<void>((resolve) => {
    const forget = workspace.onChange(() => {
      if (workspace.homes.get(person.user)?.hash === before) return
      forget()
      resolve()
    })
    slack.server.openHome(person.user)
  })
  await settle()
  return slack.client.home(person.user)
}
