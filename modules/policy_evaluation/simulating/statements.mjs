// The statements of one policy that name one action, and which of them a request is known not to match.
//
// Whether a statement of a control policy matches a request for the action is said by the type of its resource and by
// the condition keys and variables that the statement names; by the ARN, too, where it is not about all resources.
import { createValidatedPolicy } from '@cloud-copilot/iam-policy'

const VARIABLE = /\$\{([^},]+)/g

export class Statements {
  #document
  #policies = new Map()

  constructor(document, statements) {
    this.#document = document
    this.all = statements.map((statement, number) => new Statement(statement, number))
  }

  // Those that may match a request.
  open(facts) {
    return this.all.filter((one) => !one.isMissed(facts))
  }

  // Some of them as a policy.
  policy(statements = this.all) {
    const key = statements.map((one) => one.number).join()
    if (!this.#policies.has(key)) {
      const document = { ...this.#document, Statement: statements.map((one) => one.written) }
      this.#policies.set(key, createValidatedPolicy(document, () => []))
    }
    return this.#policies.get(key)
  }
}

class Statement {
  #keys
  #isAboutAll
  #missed = new Set()

  constructor(written, number) {
    this.written = written
    this.number = number
    const keys = Object.values(written.Condition ?? {}).flatMap((of) => Object.keys(of))
    const variables = [...JSON.stringify(written).matchAll(VARIABLE)].map(([, name]) => name.trim())
    this.#keys = [...new Set([...keys, ...variables].map((key) => key.toLowerCase()))]
    this.#isAboutAll = [written.Resource].flat().every((resource) => resource === '*')
  }

  miss(facts) {
    this.#missed.add(this.#deciding(facts))
  }

  isMissed(facts) {
    return this.#missed.size > 0 && this.#missed.has(this.#deciding(facts))
  }

  // All that decides, as one text.
  #deciding({ type, resource, context }) {
    const values = this.#keys.map((key) => context.get(key))
    return JSON.stringify([type, this.#isAboutAll ? '' : resource, ...values])
  }
}
