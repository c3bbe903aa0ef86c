# The management account is the administrator here: any other could not be dismissed by who named it, on AWS either.
resource "aws_organizations_organization" "this" {
  feature_set                   = "ALL"
  aws_service_access_principals = ["fms.amazonaws.com"]
}

resource "aws_fms_admin_account" "this" {
  provider   = aws.us_east_1
  account_id = var.account
  depends_on = [aws_organizations_organization.this]
}

resource "aws_fms_policy" "web" {
  name                  = "web"
  exclude_resource_tags = false
  remediation_enabled   = false
  resource_type_list    = ["AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ApiGateway::Stage"]
  security_service_policy_data {
    type = "WAFV2"
    managed_service_data = jsonencode({
      type = "WAFV2"
      preProcessRuleGroups = [{
        ruleGroupType          = "ManagedRuleGroup"
        overrideAction         = { type = "NONE" }
        excludeRules           = []
        ruleGroupArn           = null
        sampledRequestsEnabled = true
        managedRuleGroupIdentifier = {
          vendorName           = "AWS"
          managedRuleGroupName = "AWSManagedRulesCommonRuleSet"
          version              = null
        }
      }]
      postProcessRuleGroups                   = []
      defaultAction                           = { type = "ALLOW" }
      overrideCustomerWebACLAssociation       = false
      sampledRequestsEnabledForDefaultActions = true
      loggingConfiguration                    = null
    })
  }
  depends_on = [aws_fms_admin_account.this]
}

resource "aws_fms_policy" "security_groups" {
  name                  = "unused-security-groups"
  exclude_resource_tags = false
  remediation_enabled   = false
  resource_type         = "AWS::EC2::SecurityGroup"
  security_service_policy_data {
    type = "SECURITY_GROUPS_USAGE_AUDIT"
    managed_service_data = jsonencode({
      type                            = "SECURITY_GROUPS_USAGE_AUDIT"
      deleteUnusedSecurityGroups      = false
      coalesceRedundantSecurityGroups = false
    })
  }
  depends_on = [aws_fms_admin_account.this]
}

resource "aws_fms_policy" "dns" {
  name                  = "dns-firewall"
  exclude_resource_tags = true
  remediation_enabled   = true
  resource_tags         = { dns-firewall = "none" }
  resource_type         = "AWS::EC2::VPC"
  exclude_map {
    account = [var.account]
  }
  security_service_policy_data {
    type = "DNS_FIREWALL"
    managed_service_data = jsonencode({
      type                  = "DNS_FIREWALL"
      preProcessRuleGroups  = [{ ruleGroupId = "rslvr-frg-1", priority = 10 }]
      postProcessRuleGroups = []
    })
  }
  depends_on = [aws_fms_admin_account.this]
}

resource "aws_fms_policy" "network_firewall" {
  name                  = "network-firewall"
  exclude_resource_tags = false
  remediation_enabled   = false
  resource_type         = "AWS::EC2::VPC"
  security_service_policy_data {
    type = "NETWORK_FIREWALL"
    policy_option {
      network_firewall_policy {
        firewall_deployment_model = "CENTRALIZED"
      }
    }
    managed_service_data = jsonencode({
      type                                             = "NETWORK_FIREWALL"
      networkFirewallStatelessRuleGroupReferences      = []
      networkFirewallStatelessDefaultActions           = ["aws:forward_to_sfe"]
      networkFirewallStatelessFragmentDefaultActions   = ["aws:forward_to_sfe"]
      networkFirewallStatelessCustomActions            = []
      networkFirewallStatefulRuleGroupReferences       = []
    })
  }
  depends_on = [aws_fms_admin_account.this]
}
