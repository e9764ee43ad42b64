module example.com/khipu/try

go 1.23

require example.com/khipu/instant-payments-v3 v0.0.0

replace example.com/khipu/instant-payments-v3 => ../../../.cache/clients/go/instant-payments.v3
