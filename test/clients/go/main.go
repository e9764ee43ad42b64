// Creates, reads and deletes a payment with the generated client, and reads a notification.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"

	khipu "example.com/khipu/instant-payments-v3"
)

func main() {
	configuration := khipu.NewConfiguration()
	configuration.Servers = khipu.ServerConfigurations{{URL: os.Getenv("KHIPU_URL")}}
	client := khipu.NewAPIClient(configuration)
	keys := map[string]khipu.APIKey{"Api-Key": {Key: os.Getenv("KHIPU_API_KEY")}}
	ctx := context.WithValue(context.Background(), khipu.ContextAPIKeys, keys)

	order := khipu.NewPaymentCreate(5900, "CLP", "Order 1042")
	order.SetTransactionId("1042")
	created, _, err := client.PaymentsAPI.PostPayment(ctx).PaymentCreate(*order).Execute()
	check(err)
	fmt.Println("created", created.PaymentId)

	payment, _, err := client.PaymentsAPI.GetPaymentById(ctx, created.PaymentId).Execute()
	check(err)
	fmt.Println("read", payment.Subject, payment.Status, *payment.Amount.String)

	_, _, err = client.PaymentsAPI.DeletePaymentById(ctx, created.PaymentId).Execute()
	check(err)
	fmt.Println("deleted", created.PaymentId)

	_, refusal, err := client.PaymentsAPI.DeletePaymentById(ctx, created.PaymentId).Execute()
	if err == nil {
		log.Fatal("a deleted payment was deleted again")
	}
	fmt.Println("refused", refusal.StatusCode)

	var notification khipu.PaymentNotification
	check(json.Unmarshal([]byte(os.Getenv("KHIPU_NOTIFICATION")), &notification))
	fmt.Println("notified", notification.PaymentId, notification.Amount)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
