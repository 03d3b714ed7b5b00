/** Replicas that are killed without warning, at random and at every step that has a name. */
import { setTimeout as pause } from 'node:timers/promises'
import { fair } from './platforms.ts'
import type { Inject, Part } from './play.ts'

/** Before and after each step of the work, how late at most: of so many times that it happens, one is chosen. */
const steps: readonly { readonly moment: string; readonly within: number }[] = [
  { moment: 'form', within: 4 },
  { moment: 'acceptance', within: 1 },
  { moment: 'sql commit', within: 4 },
  { moment: 'done commit', within: 4 },
  { moment: 'sql claim cards', within: 5 },
  { moment: 'done claim cards', within: 5 },
  { moment: 'sql begin delivery', within: 6 },
  { moment: 'done begin delivery', within: 6 },
  { moment: 'call chat.postMessage', within: 6 },
  { moment: 'answer chat.postMessage', within: 6 },
  { moment: 'call chat.update', within: 8 },
  { moment: 'answer chat.update', within: 8 },
  { moment: 'call teams post', within: 3 },
  { moment: 'answer teams post', within: 3 },
  { moment: 'call teams update', within: 4 },
  { moment: 'answer teams update', within: 4 },
  { moment: 'sql settle card', within: 6 },
  { moment: 'done settle card', within: 6 },
  { moment: 'sql claim timers', within: 3 },
  { moment: 'done claim timers', within: 3 },
  { moment: 'sql next number', within: 1 },
  { moment: 'done next number', within: 1 },
  { moment: 'call views.open', within: 3 },
  { moment: 'answer views.open', within: 3 },
  { moment: 'call users.info', within: 10 },
]

export interface Killing {
  readonly kills: number
  /** After how many forms the first one comes, so that there is something to lose. */
  readonly warmUp?: number
  /** How long a step is waited for, in milliseconds. */
  readonly patience?: number
  /** Told of each kill. */
  readonly told?: (number: number, when: string) => void
}

/** Every other kill is at a named step, each in turn; the rest at random times after a start. */
export function killing({ kills, warmUp = 6, patience = 4_000, told }: Killing): Inject {
  return async (part) => {
    const { scene } = part
    Object.assign(scene.platforms.weather, fair())
    await scene.moments.next({ moment: 'form', times: warmUp }, 30_000)
    const offset = scene.chance.below(steps.length)
    for (let number = 1; number <= kills; number += 1) {
      const step = number % 4 === 0 ? undefined : steps[(offset + number) % steps.length]
      const when = await until(step, part, patience)
      told?.(number, when)
      await part.noteStrays()
      if (number % 10 === 0) await part.check(`after kill ${number}`)
    }
    return kills
  }
}

async function until(
  step: (typeof steps)[number] | undefined,
  part: Part,
  patience: number,
): Promise<string> {
  const { scene } = part
  const { chance } = scene
  if (step === undefined) {
    const victim = chance.oneOf(scene.replicas)
    const after = chance.below(2_500)
    await pause(after)
    await victim.kill()
    // Now and then it is killed again while it starts, and the other one with it.
    if (chance.likely(0.3)) {
      void victim.start()
      await pause(50 + chance.below(700))
      await Promise.all((chance.likely(0.3) ? scene.replicas : [victim]).map((replica) => replica.kill()))
    }
    await startAgain(part)
    return `${after} ms later`
  }
  const times = 1 + chance.below(step.within)
  await scene.moments.next({ moment: step.moment, times }, patience)
  const subject = scene.subject()
  // Teams does not say who calls: then both are killed.
  const victims = subject === null ? scene.replicas : scene.replicas.filter(({ index }) => index === subject)
  await Promise.all(victims.map((replica) => replica.kill()))
  await startAgain(part)
  return `${step.moment}, number ${times}`
}

const startAgain = async ({ scene }: Part) => {
  await Promise.all(
    scene.replicas.filter((replica) => replica.target() === null).map((replica) => replica.start()),
  )
}
