/** The overview in Teams, as its owner has it in the chat with the bot. */
import { inputId, optionValue } from '../../../adapters/teams/render-form.ts'
import type { Person } from './person.ts'
import type { Message } from './screen.ts'
import { inputsOf, splitId } from './teams-reading.ts'
import type { startTeamsStack } from './teams-start.ts'

type Stack = Awaited<ReturnType<typeof startTeamsStack>>

/** What is drawn of the message now, as this person sees it. */
function cardOf({ teams }: Stack, { user }: Person, { channel, id }: Message): unknown {
  const message = teams.tenant.conversations.get(channel)?.messages.find((one) => one.id === id)
  return message?.views.get(user) ?? message?.attachments[0]?.content
}

export function teamsHome(stack: Stack, person: Person) {
  const { client, teams, settle } = stack
  let id: string | null = null
  const shown = (): Message => {
    const message = client.messages(person.user).find((one) => one.id === id)
    if (message === undefined) throw new Error('no overview is open')
    return message
  }
  /** Presses the button with this label, with what is entered; gives what Teams tells beside the card. */
  const presses = async (label: string, entered: Readonly<Record<string, string>> = {}) => {
    const message = shown()
    const button = message.buttons.find((one) => one.label === label)
    if (button === undefined) throw new Error(`${message.text}\nhas no button ${label}`)
    const address: unknown = JSON.parse(button.address)
    const data = typeof address === 'object' && address !== null && 'data' in address ? address.data : {}
    const held = inputsOf(cardOf(stack, person, message)).map((input) => [input.id, input.value ?? ''])
    const typed = Object.entries(entered).map(([field, value]) =>
      field === 'words' ? [inputId('text', field), value] : [inputId('choice', field), optionValue(value)],
    )
    const outcome = await teams.acts.executes(
      person.user,
      { conversation: message.channel, message: message.id },
      { verb: 'home', data },
      { ...Object.fromEntries(held), ...Object.fromEntries(typed) },
    )
    if (outcome.outcome === 'failed') throw new Error(outcome.problem)
    await settle()
    return outcome.told
  }
  return {
    async opens(command = 'mine'): Promise<Message> {
      const known = new Set(client.messages(person.user).map((message) => message.id))
      await client.command(person.user, command)
      id = client.messages(person.user).find((message) => !known.has(message.id))?.id ?? null
      return shown()
    },
    shown,
    presses,
    /** The inputs that can be seen, by what they are about. */
    inputs: () => inputsOf(cardOf(stack, person, shown())).map((input) => splitId(input.id).field),
    card: () => cardOf(stack, person, shown()),
  }
}
