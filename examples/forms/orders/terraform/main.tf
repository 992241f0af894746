# The orders API on Fargate

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

variable "vpc_id" {
  type = string
}

variable "public_subnet_ids" {
  type = list(string)
}

resource "aws_ecs_cluster" "shop" {
  name = "shop"
}

resource "aws_cloudwatch_log_group" "api" {
  name = "/shop/orders-api"
}

resource "aws_secretsmanager_secret" "receipt_key" {
  name        = "orders/receipt-key"
  description = "Signs receipts"
}
