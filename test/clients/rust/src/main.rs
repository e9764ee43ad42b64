//! Does what it is told, line by line, with the generated client. Lines are JSON lists of texts.

use khipu_instant_payments_v3::apis::configuration::{ApiKey, Configuration};
use khipu_instant_payments_v3::apis::{banks_api, payments_api, refunds_api, Error};
use khipu_instant_payments_v3::models::{payment_create, refund_create, PaymentCreate, PaymentNotification, RefundCreate};
use std::env::var;
use std::io::stdin;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let configuration = Configuration {
        base_path: var("KHIPU_URL").unwrap(),
        api_key: Some(ApiKey { prefix: None, key: var("KHIPU_API_KEY").unwrap() }),
        ..Configuration::default()
    };
    for line in stdin().lines() {
        let words: Vec<String> = serde_json::from_str(&line.unwrap()).unwrap();
        let said = answer(&configuration, &words).await.unwrap_or_else(|status| vec!["refused".into(), status]);
        println!("{}", serde_json::to_string(&said).unwrap());
    }
}

/// What is answered, or the status of Khipu's refusal.
async fn answer(configuration: &Configuration, words: &[String]) -> Result<Vec<String>, String> {
    let done = || vec!["done".to_string()];
    match words[0].as_str() {
        "banks" => {
            let answered = banks_api::get_banks(configuration).await.map_err(status)?;
            let ids: Vec<String> = answered.banks.into_iter().map(|bank| bank.bank_id).collect();
            Ok(vec!["banks".into(), ids.join(",")])
        }
        "create" => {
            let mut order = PaymentCreate::new(words[1].parse().unwrap(), payment_create::Currency::Clp, words[2].clone());
            order.transaction_id = Some(words[3].clone());
            let created = payments_api::post_payment(configuration, order).await.map_err(status)?;
            Ok(vec!["created".into(), created.payment_id])
        }
        "read" => {
            let payment = payments_api::get_payment_by_id(configuration, &words[1]).await.map_err(status)?;
            let amount = amount_text(payment.amount);
            let texts = [payment.status, payment.status_detail, amount, payment.subject, payment.transaction_id];
            Ok(std::iter::once("payment".to_string()).chain(texts).collect())
        }
        "refund" => {
            let refund = refund_of(&words[1], &words[2]);
            refunds_api::post_refund(configuration, refund).await.map_err(status).map(|_| done())
        }
        "void" => payments_api::void_payment_by_id(configuration, &words[1]).await.map_err(status).map(|_| done()),
        "delete" => payments_api::delete_payment_by_id(configuration, &words[1]).await.map_err(status).map(|_| done()),
        "notification" => {
            let notification: PaymentNotification = serde_json::from_str(&words[1]).unwrap();
            Ok(vec!["notification".into(), notification.payment_id, notification.amount])
        }
        verb => panic!("unknown verb {verb}"),
    }
}

fn refund_of(id: &str, amount: &str) -> RefundCreate {
    if amount == "all" {
        return RefundCreate::new(refund_create::Type::Full, id.into());
    }
    RefundCreate { amount: Some(amount.into()), ..RefundCreate::new(refund_create::Type::Partial, id.into()) }
}

/// An amount is a text, or a number if Khipu should write one.
fn amount_text(amount: Option<serde_json::Value>) -> String {
    match amount {
        Some(serde_json::Value::String(text)) => text,
        Some(value) => value.to_string(),
        None => panic!("a payment without its amount"),
    }
}

fn status<T: std::fmt::Debug>(error: Error<T>) -> String {
    match error {
        Error::ResponseError(response) => response.status.as_u16().to_string(),
        other => panic!("{other:?}"),
    }
}
