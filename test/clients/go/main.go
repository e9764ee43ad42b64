// Does what it is told, line by line, with the generated client. Lines are JSON lists of texts.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"

	khipu "example.com/khipu/instant-payments-v3"
)

func main() {
	configuration := khipu.NewConfiguration()
	configuration.Servers = khipu.ServerConfigurations{{URL: os.Getenv("KHIPU_URL")}}
	client := khipu.NewAPIClient(configuration)
	keys := map[string]khipu.APIKey{"Api-Key": {Key: os.Getenv("KHIPU_API_KEY")}}
	ctx := context.WithValue(context.Background(), khipu.ContextAPIKeys, keys)

	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var words []string
		check(json.Unmarshal(lines.Bytes(), &words))
		said, response, err := answer(ctx, client, words[0], words[1:])
		if err != nil {
			if response == nil {
				log.Fatal(err)
			}
			said = []string{"refused", strconv.Itoa(response.StatusCode)}
		}
		line, err := json.Marshal(said)
		check(err)
		fmt.Println(string(line))
	}
	check(lines.Err())
}

func answer(ctx context.Context, client *khipu.APIClient, verb string, words []string) ([]string, *http.Response, error) {
	switch verb {
	case "banks":
		answered, response, err := client.BanksAPI.GetBanks(ctx).Execute()
		if err != nil {
			return nil, response, err
		}
		var ids []string
		for _, bank := range answered.Banks {
			ids = append(ids, bank.BankId)
		}
		return []string{"banks", strings.Join(ids, ",")}, response, nil
	case "create":
		order := khipu.NewPaymentCreate(number(words[0]), "CLP", words[1])
		order.SetTransactionId(words[2])
		created, response, err := client.PaymentsAPI.PostPayment(ctx).PaymentCreate(*order).Execute()
		if err != nil {
			return nil, response, err
		}
		return []string{"created", created.PaymentId}, response, nil
	case "read":
		payment, response, err := client.PaymentsAPI.GetPaymentById(ctx, words[0]).Execute()
		if err != nil {
			return nil, response, err
		}
		amount := amountText(payment.Amount)
		return []string{"payment", payment.Status, payment.StatusDetail, amount, payment.Subject, payment.TransactionId}, response, nil
	case "refund":
		refund := khipu.NewRefundCreate("full", words[0])
		if words[1] != "all" {
			refund = khipu.NewRefundCreate("partial", words[0])
			refund.SetAmount(words[1])
		}
		_, response, err := client.RefundsAPI.PostRefund(ctx).RefundCreate(*refund).Execute()
		return []string{"done"}, response, err
	case "void":
		_, response, err := client.PaymentsAPI.VoidPaymentById(ctx, words[0]).Execute()
		return []string{"done"}, response, err
	case "delete":
		_, response, err := client.PaymentsAPI.DeletePaymentById(ctx, words[0]).Execute()
		return []string{"done"}, response, err
	case "notification":
		var notification khipu.PaymentNotification
		check(json.Unmarshal([]byte(words[0]), &notification))
		return []string{"notification", notification.PaymentId, notification.Amount}, nil, nil
	}
	return nil, nil, fmt.Errorf("unknown verb %s", verb)
}

// An amount is a text, or a number if Khipu should write one.
func amountText(amount interface{}) string {
	if value, isNumber := amount.(float64); isNumber {
		return strconv.FormatFloat(value, 'f', -1, 64)
	}
	return amount.(string)
}

func number(text string) float64 {
	value, err := strconv.ParseFloat(text, 64)
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
