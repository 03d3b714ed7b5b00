/** One call of a port's method on its way. `proceed` carries it out. */
export interface Call {
  readonly method: string
  readonly args: readonly unknown[]
  proceed(): unknown
}

/** The same object, with every call of a method going through `through`, which gives what the caller gets. */
export function intercepted<Port extends object>(port: Port, through: (call: Call) => unknown): Port {
  return new Proxy(port, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return (...args: readonly unknown[]) =>
        through({ method: String(key), args, proceed: () => Reflect.apply(value, target, args) })
    },
  })
}
