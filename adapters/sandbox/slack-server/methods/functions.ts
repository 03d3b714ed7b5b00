import { type Call, type Method, refuse } from '../answer.ts'
import { jsonAt, textAt } from '../json.ts'
import type { Step } from '../workspace.ts'

const running = ({ workspace, args }: Call): Step | null =>
  workspace.steps.get(textAt(args, 'function_execution_id') ?? '') ?? null

const succeed: Method = (call) => {
  const step = running(call)
  if (!step) return refuse('function_execution_not_found')
  if (step.ended !== null) return refuse('function_execution_already_completed')
  const outputs = jsonAt(call.args, 'outputs')
  if (!outputs) return refuse('invalid_arguments')
  step.ended = { ok: true, outputs }
  call.workspace.changed()
  return { ok: true }
}

const fail: Method = (call) => {
  const step = running(call)
  if (!step) return refuse('function_execution_not_found')
  if (step.ended !== null) return refuse('function_execution_already_completed')
  const error = textAt(call.args, 'error') ?? ''
  if (error === '') return refuse('invalid_arguments')
  step.ended = { ok: false, error }
  call.workspace.changed()
  return { ok: true }
}

export const functionMethods: Readonly<Record<string, Method>> = {
  'functions.completeSuccess': succeed,
  'functions.completeError': fail,
}
