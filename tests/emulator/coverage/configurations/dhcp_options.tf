resource "aws_vpc" "this" {
  cidr_block = "10.14.0.0/16"
}

resource "aws_vpc_dhcp_options" "corporate" {
  domain_name         = "corp.acme.example"
  domain_name_servers = ["AmazonProvidedDNS"]
}

resource "aws_vpc_dhcp_options_association" "corporate" {
  vpc_id          = aws_vpc.this.id
  dhcp_options_id = aws_vpc_dhcp_options.corporate.id
}
