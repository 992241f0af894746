#!/bin/bash

# Whoever forgot to rebuild the image gets the new packages all the same
npm install

wait-for-it "$DB_HOST:5432" --timeout=60
npm run migrate

mkdir -p /var/log/orders
"$@" >> /var/log/orders/api.log 2>&1
