resource "aws_vpc" "this" {
  cidr_block = "10.16.0.0/16"
}

resource "aws_subnet" "this" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.16.0.0/24"
}

resource "aws_kms_key" "ebs" {
  enable_key_rotation = true
}

resource "aws_ebs_volume" "data" {
  availability_zone = "eu-west-1a"
  size              = 8
  encrypted         = true
  kms_key_id        = aws_kms_key.ebs.arn
}

resource "aws_ebs_snapshot" "data" {
  volume_id = aws_ebs_volume.data.id
}

resource "aws_network_interface" "this" {
  subnet_id = aws_subnet.this.id
}

resource "aws_key_pair" "this" {
  key_name   = "coverage"
  public_key = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7vJXhXvh4XL7y0H0iLxVqKQYkC4A0ZSUFVm3nXjVCdVSvRvV7Lt2ZkRGxvSxEk4qTyoUSbSQm5cSNQ2cMEuwdUgvQTQZxOFu4C9tbyhBdX0BqWHU5Bh6gT5nVGW1gCyF5ZgdPHmXsMZVGQhFM6YH0JE8qp4U2nVGKdGXyZKxqXw== coverage"
}

resource "aws_placement_group" "training" {
  name     = "training"
  strategy = "cluster"
}
