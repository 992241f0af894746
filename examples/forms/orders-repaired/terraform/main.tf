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

data "aws_caller_identity" "current" {}

variable "vpc_id" {
  type = string
}

variable "public_subnet_ids" {
  type = list(string)
}

variable "private_subnet_ids" {
  type = list(string)
}

variable "certificate_arn" {
  type = string
}

variable "database_host" {
  type = string
}

variable "log_bucket" {
  type = string
}

variable "image_version" {
  description = "The tag of the image, which is the commit that it was built from"
  type        = string
}

resource "aws_ecs_cluster" "shop" {
  name = "shop"

  setting {
    name  = "containerInsights"
    value = "enhanced"
  }
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/shop/orders-api"
  retention_in_days = 90
}

resource "aws_secretsmanager_secret" "database_password" {
  name        = "orders/database-password"
  description = "The password of the orders API at its database"
}

resource "aws_secretsmanager_secret" "receipt_key" {
  name        = "orders/receipt-key"
  description = "Signs receipts"
}
