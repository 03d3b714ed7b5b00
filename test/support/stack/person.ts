/** Somebody of the organisation, in front of a chat client. Sentences about people; nothing here knows the platform. */
import { Onlooker } from './onlooker.ts'
import {
  type Answered,
  type Dialog,
  type Entries,
  type Message,
  type Reaction,
  type Sign,
  type Submitted,
  type Upload,
  verbs,
  type Written,
} from './screen.ts'
import { ordinaryPost, riskyChannel } from './typed.ts'

/** Where to press, when it is not the person's own card of the request. */
interface Where {
  readonly on?: Message
  /** The group decided for or the condition confirmed, where several buttons do the same thing. */
  readonly subject?: string
}
/** What to type, or how to tell from the form. */
type Typed = Entries | ((form: Dialog) => Entries)

export interface ConditionTyped {
  readonly text: string
  readonly owner?: 'requester' | 'group'
  readonly due?: 'before_publication' | 'after_publication'
}

export class Person extends Onlooker {
  // ---------------------------------------------------------------- pressing

  /** Presses a button of the person's card (or of `on`). Fails when there is no such button. */
  presses(number: number, verb: string, { on, subject }: Where = {}): Promise<Reaction> {
    const message = on ?? this.sees(number)
    const found = message.buttons.filter(
      (button) => button.verb === verb && (subject === undefined || button.subject === subject),
    )
    const [button] = found
    if (button === undefined || found.length > 1)
      throw new Error(
        `${this.name} sees ${found.length} buttons ${verb} on “${message.headline}”: ${verbs(message).join(', ')}`,
      )
    return this.client.press(this.user, message, button)
  }

  /** Presses a button of what is open. */
  pressesInDialog(verb: string): Promise<Reaction> {
    const button = this.dialog?.buttons.find((one) => one.verb === verb)
    if (button === undefined) throw new Error(`${this.name} has no button ${verb} in front`)
    return this.client.pressInDialog(this.user, button)
  }

  /** Presses a button of what is in front: what opened, or else the newest answer. */
  pressesInFront(verb: string): Promise<Reaction> {
    const { answer } = this
    if (this.dialog !== null || answer === null) return this.pressesInDialog(verb)
    const button = answer.buttons.find((one) => one.verb === verb)
    if (button === undefined) throw new Error(`${this.name} has no button ${verb} in front`)
    return this.client.press(this.user, answer, button)
  }

  /** Presses a button of the draft that somebody else prepared. */
  pressesOnPrepared(verb: string): Promise<Reaction> {
    const { prepared } = this
    const button = prepared?.buttons.find((one) => one.verb === verb)
    if (prepared === null || button === undefined)
      throw new Error(`${this.name} has no prepared draft to ${verb}`)
    return this.client.press(this.user, prepared, button)
  }

  /** Fills in the open form and sends it. */
  sends(typed: Typed): Promise<Submitted> {
    const form = this.dialog
    if (form === null) throw new Error(`${this.name} has no form in front`)
    return this.client.submit(this.user, typeof typed === 'function' ? typed(form) : typed)
  }

  /** Leaves what is open to itself, as in another window; call what comes back to return to it. */
  turnsToAnotherWindow(): () => void {
    return this.client.setAside(this.user)
  }

  closes(): Promise<void> {
    return this.client.closeDialogs(this.user)
  }

  /** Presses, and fills in the form that opens; gives what came of it, whatever it is. */
  async tries(
    number: number,
    verb: string,
    typed: Typed = {},
    where: Where = {},
  ): Promise<Reaction | Submitted> {
    const reaction = await this.presses(number, verb, where)
    return reaction.shows === 'form' ? this.sends(typed) : reaction
  }

  /** Presses and fills in, and it is recorded. Fails when anything else came of it. */
  async does(number: number, verb: string, typed: Typed = {}, where: Where = {}): Promise<void> {
    const result = await this.tries(number, verb, typed, where)
    const recorded = 'outcome' in result ? result.outcome === 'done' : result.shows === 'nothing'
    if (!recorded) throw new Error(`${this.name}, ${verb}: ${JSON.stringify(result)}`)
  }

  // ---------------------------------------------------------------- asking

  /** Writes the command with a text behind it. */
  commands(text: string): Promise<Reaction> {
    return this.answered(() => this.client.command(this.user, text))
  }

  /** Asks for a post to be approved; gives the number of the request. */
  async asksForPost(typed: Entries = {}): Promise<number> {
    await this.commands('post')
    return this.#submits({ ...ordinaryPost, ...typed })
  }

  /** Asks for a post with files to be approved; gives the number of the request. */
  async asksForPostWithFiles(files: readonly Upload[], typed: Entries = {}): Promise<number> {
    const forFiles = await this.client.beginsWithFiles(this.user, files)
    return this.#submits({ ...ordinaryPost, ...forFiles, ...typed })
  }

  /** Requests approval for a message that a colleague wrote. */
  requestsApprovalOf(written: Written): Promise<Reaction> {
    return this.client.requestsApprovalOf(this.user, written)
  }

  /** Asks for a new channel to be approved; gives the number of the request. */
  async asksForChannel(typed: Entries = {}): Promise<number> {
    await this.commands('channel')
    return this.#submits({ ...riskyChannel, ...typed })
  }

  async #submits(typed: Entries): Promise<number> {
    const result = await this.sends(typed)
    const number = result.outcome === 'saying' ? /#(\d+)/.exec(result.text)?.[1] : undefined
    if (number === undefined) throw new Error(`${this.name} asked: ${JSON.stringify(result)}`)
    await this.closes()
    return Number(number)
  }

  // ---------------------------------------------------------------- beside the buttons

  /** Writes in answer to a message, or with the id null beside all of them. */
  remarks(to: Answered, text: string): Promise<Reaction> {
    return this.answered(() => this.client.remarks(this.user, to, text))
  }

  signs(message: Message, sign: Sign): Promise<Reaction> {
    return this.answered(() => this.client.signs(this.user, message, sign))
  }

  // ---------------------------------------------------------------- deciding

  approves(number: number, typed: Typed = {}, where?: Where): Promise<void> {
    return this.does(number, 'approve', typed, where)
  }

  approvesWithConditions(
    number: number,
    conditions: readonly ConditionTyped[],
    typed: Entries = {},
    where?: Where,
  ): Promise<void> {
    return this.does(number, 'approve_with_conditions', { ...typed, ...conditionEntries(conditions) }, where)
  }

  requestsChanges(number: number, changes: string, where?: Where): Promise<void> {
    return this.does(number, 'request_changes', { changes }, where)
  }

  rejects(
    number: number,
    { reason, wouldAccept }: { readonly reason: string; readonly wouldAccept: string },
    where?: Where,
  ): Promise<void> {
    return this.does(number, 'reject', { reason, would_accept: wouldAccept }, where)
  }

  says(number: number, wouldAccept: string, where?: Where): Promise<void> {
    return this.does(number, 'state_position', { would_accept: wouldAccept }, where)
  }

  rules(number: number, verb: 'approve' | 'reject' | 'send_back', reason: string): Promise<void> {
    return this.does(number, `rule_${verb}`, { reason })
  }

  rulesWithConditions(number: number, reason: string, conditions: readonly ConditionTyped[]): Promise<void> {
    return this.does(number, 'rule_approve_with_conditions', { reason, ...conditionEntries(conditions) })
  }

  // ---------------------------------------------------------------- the requester's turn, and afterwards

  revises(number: number, typed: Entries, where?: Where): Promise<void> {
    return this.does(number, 'revise', typed, where)
  }

  contests(
    number: number,
    { reason, wouldAccept }: { readonly reason: string; readonly wouldAccept: string },
  ): Promise<void> {
    return this.does(number, 'contest', { reason, would_accept: wouldAccept })
  }

  acceptsConditions(number: number): Promise<void> {
    return this.does(number, 'accept_conditions')
  }

  meetsCondition(number: number, condition: string, evidence: string): Promise<void> {
    return this.does(number, 'meet_condition', { evidence }, { subject: condition })
  }

  publishes(number: number, url: string): Promise<void> {
    return this.does(number, 'publish', { url })
  }

  withdraws(number: number, reason = ''): Promise<void> {
    return this.does(number, 'withdraw', reason === '' ? {} : { reason })
  }

  revokes(number: number, reason: string): Promise<void> {
    return this.does(number, 'revoke', { reason })
  }
}

function conditionEntries(conditions: readonly ConditionTyped[]): Entries {
  return Object.fromEntries(
    conditions.flatMap(({ text, owner = 'requester', due = 'before_publication' }, index) => [
      [`condition:${index + 1}:text`, text],
      [`condition:${index + 1}:owner`, owner],
      [`condition:${index + 1}:due`, due],
    ]),
  )
}
